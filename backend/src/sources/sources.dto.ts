export class SourcePartView {
  name: string;
  state: 'ok' | 'degraded' | 'unavailable';
  reason?: string;
}

export class SourceView {
  id: string;
  name: string;
  state: 'ok' | 'degraded' | 'unavailable';
  /** Why it is not ok, and what to do. */
  reason?: string;
  sinceMs: number;
  lastSuccessAtMs?: number;
  /** What it can do: collection, streams, artwork … */
  capabilities: string[];
  /** Its folders, feeds or accounts. */
  parts: SourcePartView[];
}

export class SourceList {
  items: SourceView[];
}
