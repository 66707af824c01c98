import { SourceRefusal } from '../../source-error.js';

const MINUTE_MS = 60_000;
const BY_ITSELF = 'Nothing is to be done: it is asked again by itself.';
const DEFECT = 'If it stays so, look for a newer Pyxis.';
const ACCOUNT = 'Look at the account at pandora.com, then press “Try again” on the page of the sources.';
const CREDENTIALS =
  'Check sources.pandora.username and the secret pandora-password. Pyxis does not sign in again before one of them is another: an ' +
  'account is locked after several wrong tries.';

interface Problem {
  /** Of the API. Absent: Pyxis finds it out by itself. */
  readonly codes?: readonly number[];
  /** What happened. */
  readonly detail: string;
  /** What a person can do. */
  readonly nextStep: string;
  /**
   * call: that what was asked for cannot be done, and nothing else is wrong. service: nothing can be had at the moment. account:
   * nothing can be had before a person does something.
   */
  readonly concerns: 'call' | 'service' | 'account';
  /** For how long nothing of this is asked again, the longer the more often. */
  readonly pauseMs?: number;
  /** A defect of Pyxis, or something that nobody knows: written to the log. */
  readonly isStrange?: true;
  readonly isConflict?: true;
}

/** What Pandora can have against a call, by codes that are never reworded. */
const PROBLEMS = {
  'not-signed-in': {
    detail: 'Pyxis has no account at Pandora to listen with.',
    nextStep: 'Set sources.pandora.username, and give its password as the secret pandora-password.',
    concerns: 'account',
  },
  /** At the login of a person it says three things at once. */
  'sign-in-refused': {
    detail: 'Pandora does not let Pyxis sign in.',
    nextStep:
      'There are three causes: the user name or the password is wrong; the address of this machine is not in the United States or ' +
      'belongs to a VPN; or Pandora does not know the client that sources.pandora.userAgent names. Pyxis does not sign in again by ' +
      'itself before one of these settings is another; “Try again” on the page of the sources tries once more.',
    concerns: 'account',
  },
  'wrong-password': {
    codes: [1002, 1011, 1012],
    detail: 'Pandora does not accept the user name and the password.',
    nextStep: CREDENTIALS,
    concerns: 'account',
  },
  'session-ended': {
    codes: [1001],
    detail: 'Pandora has ended the session that Pyxis had just begun.',
    nextStep: 'Pyxis signs in again in a moment. If it stays so, something else may use the same account.',
    concerns: 'service',
  },
  'signing-in': {
    detail: 'Pyxis has tried to sign in at Pandora a moment ago, and waits before it does so again.',
    nextStep: BY_ITSELF,
    concerns: 'call',
  },
  clock: {
    codes: [13],
    detail: 'Pandora takes the time that Pyxis tells for wrong.',
    nextStep: `It is asked for the time anew in a moment. ${DEFECT}`,
    concerns: 'service',
  },
  internal: {
    codes: [0],
    detail: 'Pandora is not answering: it has a fault of its own, or had enough for now.',
    nextStep: BY_ITSELF,
    concerns: 'service',
    pauseMs: MINUTE_MS,
  },
  maintenance: {
    codes: [1],
    detail: 'Pandora is under maintenance.',
    nextStep: BY_ITSELF,
    concerns: 'service',
    pauseMs: MINUTE_MS,
  },
  /** Also for a while after several quick logins, where nothing is wrong with the call. */
  'bad-call': {
    codes: [2, 3, 4, 5, 8, 9, 10, 14, 15],
    detail: 'Pandora does not understand what Pyxis asked.',
    nextStep: `Try it again in a few minutes. ${DEFECT}`,
    concerns: 'call',
    isStrange: true,
  },
  'not-secure': {
    codes: [6, 7],
    detail: 'Pandora answers this by an encrypted connection only.',
    nextStep: 'Look at sources.pandora.baseUrl: it has to begin with https://.',
    concerns: 'account',
  },
  'too-old': {
    codes: [11],
    detail: 'Pandora does not speak this version of its protocol any more.',
    nextStep: 'Pyxis needs an update.',
    concerns: 'account',
  },
  country: {
    codes: [12],
    detail: 'Pandora is available in the United States only.',
    nextStep: 'The address of this machine has to be there. If it is, its provider may be taken for a VPN.',
    concerns: 'account',
  },
  'read-only': {
    codes: [1000],
    detail: 'Pandora takes no changes at the moment. Music plays.',
    nextStep: 'Try it again later.',
    concerns: 'call',
  },
  'may-not-listen': {
    codes: [1003, 1004],
    detail: 'This Pandora account may not listen.',
    nextStep: `Its subscription may have ended or be paused. ${ACCOUNT}`,
    concerns: 'account',
  },
  'too-many-stations': {
    codes: [1005],
    detail: 'This Pandora account has as many stations as it may have.',
    nextStep: 'Delete a station first.',
    concerns: 'call',
    isConflict: true,
  },
  'no-such-station': {
    codes: [1006],
    detail: 'Pandora has no such station.',
    nextStep: 'Look at the list of stations again.',
    concerns: 'call',
  },
  'not-yours': {
    codes: [1008],
    detail: 'Pandora does not allow this, as it does for a station that somebody else has made.',
    nextStep: 'Make the station your own first.',
    concerns: 'call',
    isConflict: true,
  },
  'client-refused': {
    codes: [1009, 1010, 1023, 1034],
    detail: 'Pandora refused this kind of client.',
    nextStep:
      'Look at sources.pandora.partner and sources.pandora.userAgent, if they are set; else look for a newer Pyxis.',
    concerns: 'account',
  },
  'explicit-pin': {
    codes: [1018, 1020],
    detail: 'This Pandora account guards its filter of explicit songs by a PIN.',
    nextStep: 'Change it at pandora.com.',
    concerns: 'call',
    isConflict: true,
  },
  profile: {
    codes: [1024, 1025, 1026, 1027],
    detail: 'Pandora does not accept the profile of this account.',
    nextStep: 'Look at zip code, year of birth and gender in the settings of the account at pandora.com.',
    concerns: 'call',
  },
  'last-seed': {
    codes: [1032],
    detail: 'A station needs something that it began with: its last seed cannot be removed.',
    nextStep: 'Add another one first, or delete the station.',
    concerns: 'call',
    isConflict: true,
  },
  limit: {
    codes: [1035, 1036, 1037],
    detail: 'This Pandora account has heard as much as it may.',
    nextStep: 'Its trial or its day is over: go on tomorrow, or look at the account at pandora.com.',
    concerns: 'call',
  },
  'too-often': {
    codes: [1039],
    detail:
      'Pandora gives this station no songs for now: it was asked too often, or something that it began with is gone.',
    nextStep: 'It is asked again by itself. Other stations go on.',
    concerns: 'call',
    pauseMs: MINUTE_MS,
  },
  'mode-not-set': {
    detail: 'Pandora did not take the way of choosing songs.',
    nextStep: 'Try another one.',
    concerns: 'call',
  },
  unknown: {
    detail: 'Pandora refuses this by a code that Pyxis does not know.',
    nextStep: `Try it again later. ${DEFECT}`,
    concerns: 'call',
    isStrange: true,
  },
} as const satisfies Readonly<Record<string, Problem>>;

export type ProblemCode = keyof typeof PROBLEMS;

const BY_CODE: ReadonlyMap<number, ProblemCode> = new Map(
  Object.entries<Problem>(PROBLEMS).flatMap(([name, { codes = [] }]) =>
    codes.map((code) => [code, name as ProblemCode] as const),
  ),
);

/** Pandora does not do what it was asked, or was not asked. */
export class PandoraRefusal extends SourceRefusal {
  override readonly kind: 'unavailable' | 'conflict';
  override readonly title = 'Refused by Pandora';
  override readonly code: `pandora-${ProblemCode}`;
  declare readonly retryAtMs?: number;
  declare readonly retryAfterSeconds?: number;

  /** @param retryAtMs epoch milliseconds; before that it is not asked */
  constructor(
    readonly problem: ProblemCode,
    retryAtMs?: number,
    nowMs = 0,
  ) {
    const { detail, nextStep, isConflict } = PROBLEMS[problem] as Problem;
    super(`${detail} ${nextStep}`);
    this.kind = isConflict ? 'conflict' : 'unavailable';
    this.code = `pandora-${problem}`;
    if (retryAtMs === undefined) return;
    this.retryAtMs = retryAtMs;
    this.retryAfterSeconds = Math.max(1, Math.ceil((retryAtMs - nowMs) / 1_000));
  }

  get details(): Problem {
    return PROBLEMS[this.problem];
  }
}

/** Which problem a code of the API is. Some mean something else where somebody is to be let in. */
export function problemOf(code: number, method: string): ProblemCode {
  return AT_SIGN_IN[method]?.[code] ?? BY_CODE.get(code) ?? 'unknown';
}

const AT_SIGN_IN: Readonly<Record<string, Readonly<Record<number, ProblemCode>>>> = {
  // It is the program that is not known here, not the person.
  'auth.partnerLogin': { 1001: 'client-refused', 1002: 'client-refused' },
  // No token has expired here: there is none yet.
  'auth.userLogin': { 1001: 'sign-in-refused' },
};
