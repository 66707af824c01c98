import { SourceRefusal } from '../../source-error.js';
import { at, findFirst, listOf, wordsOf } from '../answers/walk.js';

/** Why a song cannot be heard, or not now, by codes that are never reworded. */
export type RefusalCode = keyof typeof REFUSALS;

interface Refusal {
  /** What stands in the words of the service, or of yt-dlp; the first that fits counts, in the order of the table. */
  readonly says: RegExp;
  /** What happened. */
  readonly detail: string;
  /** What a person can do. */
  readonly nextStep: string;
  /**
   * song: that song is not to be had, and nothing else is wrong. resolver: another way may work. service: nothing can be had
   * for a while, and to go on asking makes it worse.
   */
  readonly concerns: 'song' | 'resolver' | 'service';
  /** How long it is remembered: of the song, or of the service, which is left alone. */
  readonly forMs: number;
}

const MINUTE_MS = 60_000;
/** So long a song is not asked for again where a way has failed: whoever presses play again and again starts no program each time. */
const WAY_MS = MINUTE_MS / 2;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SKIP = 'Play another version of it, or go on.';
const COOKIES =
  'Only who has signed in may hear it: give Pyxis cookies of an account that may (Sources says how), or go on.';
const WAIT = 'Nothing is to be done: it is tried again by itself.';

/** In the order in which they are told apart: some words stand in others. */
const REFUSALS = {
  'bot-check': {
    says: /not a bot|captcha|playercaptcha|all player responses are invalid/i,
    detail: 'YouTube takes this server for a robot.',
    nextStep: 'It is left alone for half an hour, and then tried again.',
    concerns: 'service',
    forMs: 30 * MINUTE_MS,
  },
  'rate-limited': {
    says: /try again later|rate-limited|http error 429|too many requests/i,
    detail: 'YouTube has had enough of this server for now.',
    nextStep: WAIT,
    concerns: 'service',
    forMs: HOUR_MS,
  },
  'age-restricted': {
    says: /confirm your age|age-restricted|age_verification_required|age_check_required/i,
    detail: 'This song is for adults who have signed in.',
    nextStep: COOKIES,
    concerns: 'song',
    forMs: DAY_MS,
  },
  'geo-blocked': {
    says: /in your country|blocked it in|from your location/i,
    detail: 'This song is not to be heard in this country.',
    nextStep: SKIP,
    concerns: 'song',
    forMs: DAY_MS,
  },
  'members-only': {
    says: /members on level|join this channel/i,
    detail: 'This song is for members of its channel.',
    nextStep: SKIP,
    concerns: 'song',
    forMs: DAY_MS,
  },
  'premium-only': {
    says: /premium members|only available to music premium/i,
    detail: 'This song is for those who pay for YouTube Music.',
    nextStep: COOKIES,
    concerns: 'song',
    forMs: DAY_MS,
  },
  private: {
    says: /private video|video is private/i,
    detail: 'This song is private.',
    nextStep: SKIP,
    concerns: 'song',
    forMs: DAY_MS,
  },
  'not-yet': {
    says: /premieres in|live event will begin|live_stream_offline/i,
    detail: 'This song is not out yet.',
    nextStep: 'Play it when it is.',
    concerns: 'song',
    forMs: HOUR_MS,
  },
  // Told by no words: it does not start.
  'program-missing': {
    says: /(?!)/,
    detail: 'yt-dlp, which finds out where the sound of YouTube Music lies, is not there or does not start.',
    nextStep: 'Install it, or name it by sources.ytmusic.ytDlp; “pyxis doctor” says more.',
    concerns: 'resolver',
    forMs: WAY_MS,
  },
  'program-too-old': {
    says: /no such option/i,
    detail: 'yt-dlp is too old, or was given an argument that it does not know.',
    nextStep: 'Bring it up to date, and look at sources.ytmusic.ytDlpArguments; “pyxis doctor” says more.',
    concerns: 'resolver',
    forMs: WAY_MS,
  },
  'no-runtime': {
    says: /no supported javascript runtime/i,
    detail: 'yt-dlp has nothing to run JavaScript with.',
    nextStep: 'Run Pyxis with Node 22 or newer, or install deno 2.',
    concerns: 'resolver',
    forMs: WAY_MS,
  },
  solver: {
    says: /challenge solving failed|signature solving failed/i,
    detail: 'yt-dlp cannot work out the addresses that YouTube gives.',
    nextStep: 'Bring yt-dlp up to date.',
    concerns: 'resolver',
    forMs: WAY_MS,
  },
  'cookies-stale': {
    says: /cookies are no longer valid/i,
    detail: 'The cookies that Pyxis was given do not hold any more.',
    nextStep: 'Take them anew from a private window of a browser, and close that.',
    concerns: 'resolver',
    forMs: WAY_MS,
  },
  // Told by no words: the addresses that were found are refused, one after the other.
  'cut-off': {
    says: /(?!)/,
    detail: 'YouTube gives the sound of this song no further.',
    nextStep: 'Play it again in ten minutes, or go on. If it stays so, bring yt-dlp up to date.',
    concerns: 'song',
    forMs: 10 * MINUTE_MS,
  },
  'no-formats': {
    says: /requested format is not available|only images are available|missing a url|drm protected/i,
    detail: 'YouTube gives no address of the sound.',
    nextStep: WAIT,
    concerns: 'resolver',
    forMs: WAY_MS,
  },
  removed: {
    says: /video unavailable|video is unavailable|not available|has been removed|terminated|does not exist/i,
    detail: 'This song is not there any more.',
    nextStep: SKIP,
    concerns: 'song',
    forMs: 7 * DAY_MS,
  },
  network: {
    says: /unable to download|failed to resolve|timed out|connection (?:reset|refused)|certificate/i,
    detail: 'YouTube cannot be reached.',
    nextStep: 'It is tried again by itself. If it stays so, look at the network of this machine, and at its clock.',
    concerns: 'resolver',
    forMs: WAY_MS,
  },
  'sign-in': {
    says: /login_required|sign in/i,
    detail: 'YouTube wants to know who is asking.',
    nextStep: COOKIES,
    concerns: 'song',
    forMs: DAY_MS,
  },
  extractor: {
    says: /extractor error|error/i,
    detail: 'What reads the pages of YouTube does not understand them any more.',
    nextStep: 'Bring yt-dlp up to date. If it is, look for a newer Pyxis.',
    concerns: 'resolver',
    forMs: WAY_MS,
  },
} as const satisfies Readonly<Record<string, Refusal>>;

/** A song cannot be heard. */
export class StreamRefused extends SourceRefusal {
  override readonly kind: 'unavailable' | 'not-found';
  override readonly title = 'Cannot be heard';
  override readonly code: `ytmusic-${RefusalCode}`;

  constructor(readonly refusal: RefusalCode) {
    const { detail, nextStep, concerns } = REFUSALS[refusal];
    super(`${detail} ${nextStep}`);
    this.kind = concerns === 'song' ? 'not-found' : 'unavailable';
    this.code = `ytmusic-${refusal}`;
  }

  get details(): Refusal {
    return REFUSALS[this.refusal];
  }
}

/** What the words of a failure mean. Only errors count, and those warnings that say more than an error. */
export function refusalIn(words: string): RefusalCode {
  const lines = words.split('\n').map((line) => line.slice(0, 2_000));
  const errors = lines.filter((line) => !line.startsWith('WARNING:'));
  const telling = lines.filter((line) => /solving failed|no longer valid|JavaScript runtime/i.test(line));
  const direct = codeIn(errors.join('\n'));
  // An address that is missing because a puzzle was not solved, and not because there is none.
  if (direct === undefined || REFUSALS[direct].concerns === 'resolver')
    return codeIn(telling.join('\n')) ?? direct ?? 'extractor';
  return direct;
}

/** Why the answer to a question for a song has no sound in it. @returns undefined where it may be heard */
export function refusalOfPlayer(answer: unknown): RefusalCode | undefined {
  const status = at(answer, 'playabilityStatus');
  if (at(status, 'status') === 'OK') return undefined;
  const screen = at(status, 'errorScreen');
  const message = findFirst(screen, 'playerErrorMessageRenderer');
  const view = findFirst(screen, 'interstitialViewModel');
  const words = [
    at(status, 'status'),
    at(status, 'reason'),
    ...listOf(at(status, 'messages')),
    wordsOf(message?.reason),
    wordsOf(message?.subreason),
    at(view, 'title', 'content'),
    at(view, 'description', 'content'),
    at(screen, 'playerCaptchaViewModel') === undefined ? undefined : 'captcha',
  ];
  return codeIn(words.filter((word) => typeof word === 'string').join('\n')) ?? 'extractor';
}

function codeIn(words: string): RefusalCode | undefined {
  const found = Object.entries(REFUSALS).find(([, { says }]) => says.test(words));
  return found?.[0] as RefusalCode | undefined;
}
