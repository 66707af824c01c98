export class SourcePartView {
  name: string;
  state: 'ok' | 'degraded' | 'unavailable';
  /** Why it is not ok, by a code that is never reworded. */
  code?: string;
  reason?: string;
}

/** A secret that a source takes. */
export class SourceCredentialView {
  name: string;
  /** What it is, and what for: goes on a sentence that begins “It can be given”. */
  description: string;
  isGiven: boolean;
  /** The variable of the environment that holds it, or, with `_FILE` behind it, names a file with it. */
  variable: string;
}

export class SourceView {
  id: string;
  name: string;
  state: 'ok' | 'degraded' | 'unavailable';
  /** Why it is not ok, by a code that is never reworded. */
  code?: string;
  /** What is not ok, as people call it: one of the services of which it consists. */
  service?: string;
  /** Which of several things that have one code; absent: the usual one. */
  because?: string;
  /** Why it is not ok, in a sentence. */
  reason?: string;
  /** What to do about it, in words; absent where the reason says it. */
  nextStep?: string;
  /** Until then nothing is asked there. */
  retryAtMs?: number;
  sinceMs: number;
  lastSuccessAtMs?: number;
  /** What it can do: collection, streams, artwork … */
  capabilities: string[];
  /** Whether its tracks and albums can be downloaded as files. */
  givesFiles: boolean;
  /** What lets it in, where it takes such a thing. */
  credentials: SourceCredentialView[];
  /** Whether it can be tried when somebody wants to know how it is. */
  canTry: boolean;
  /** Its folders, feeds or accounts. */
  parts: SourcePartView[];
}

/** A source that the configuration switches off. */
export class SourceOff {
  name: string;
  /** What switches it on: `sources.radio.enabled`. */
  setting: string;
}

export class SourceList {
  items: SourceView[];
  off: SourceOff[];
}

/** How a call to outside went: nothing of what was asked, no address, no secret. */
export class SourceAnswerView {
  /** What was asked. */
  service: string;
  atMs: number;
  /** `ok`, or the code of what was in the way. */
  outcome: string;
  /** What was in the way, in a sentence. */
  detail?: string;
}

/** Something that Pyxis has of a source. */
export class HoldingView {
  /** Such as `saved-albums`; never reworded. */
  kind: string;
  count: number;
  /** What becomes of it when the source is taken away. */
  detail: string;
}

export class HoldingList {
  items: HoldingView[];
  /** What takes the source away. */
  setting: string;
}

export class SourceDetail extends SourceView {
  /** The last ones, newest first. */
  answers: SourceAnswerView[];
}
