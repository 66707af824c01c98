import { fieldsOf, type Cause } from '../../common/index.js';
import { AccessRefused, ListensRefused, TryLater, type Outcome, type Refusal } from '../service.js';

/** The person has not approved Pyxis yet. */
export class NotApproved extends TryLater {}
/** The approval was not given in time, or was used already. */
export class ApprovalExpired extends TryLater {}
/** It does not have the call: a server that only resembles Last.fm. */
export class UnknownCall extends TryLater {}

/** Why a listen is ignored for good (https://www.last.fm/api/show/track.scrobble). */
const IGNORED: Readonly<Record<number, Refusal>> = {
  1: { reason: 'Last.fm leaves out this artist.', told: { code: 'scrobble-artist-left-out', service: 'Last.fm' } },
  2: { reason: 'Last.fm leaves out this track.', told: { code: 'scrobble-track-left-out', service: 'Last.fm' } },
  3: {
    reason: 'It is too old for Last.fm, which takes about two weeks.',
    told: { code: 'scrobble-too-old', service: 'Last.fm' },
  },
  4: {
    reason: 'Its time is in the future: look at the clock of the server.',
    told: { code: 'scrobble-wrong-time' },
  },
};
const DAILY_LIMIT = 5;
const RECONNECT: Cause = { code: 'scrobbling-reconnect', service: 'Last.fm' };
const KEY_REFUSED: Cause = { code: 'scrobbling-key-refused', service: 'Last.fm' };
const ENOUGH: Cause = { code: 'upstream-rate-limited', service: 'Last.fm' };

/** What a numbered error of Last.fm means (https://www.last.fm/api/errorcodes). */
export function errorOf(code: number, message: string | undefined): Error {
  const said = message === undefined ? '' : ` It said: ${message}`;
  switch (code) {
    case 3:
      return new UnknownCall(`Last.fm failed with error 3.${said}`);
    case 4:
      return new AccessRefused(`Last.fm did not accept the sign-in. Connect Last.fm again.${said}`, RECONNECT);
    case 6:
      return new ListensRefused(message ?? 'Last.fm refused it.');
    case 9:
      return new AccessRefused('Last.fm has ended the connection. Connect Last.fm again.', RECONNECT);
    case 10:
    case 26:
      return new AccessRefused('Last.fm API key refused. Look at PYXIS_LASTFM_API_KEY.', KEY_REFUSED);
    case 13:
      return new AccessRefused('Last.fm found a wrong signature. Look at PYXIS_LASTFM_SHARED_SECRET.', KEY_REFUSED);
    case 14:
      return new NotApproved('Pyxis is not approved at Last.fm yet.');
    case 15:
      return new ApprovalExpired('The approval was not given in time.');
    case 17:
      return new AccessRefused(`Last.fm wants you to sign in. Connect Last.fm again.${said}`, RECONNECT);
    case 29:
      return new TryLater('Last.fm has had enough for now.', 'limit', undefined, ENOUGH);
    default:
      return new TryLater(`Last.fm failed with error ${code}.${said}`);
  }
}

/**
 * What a numbered error says of Last.fm itself.
 * @returns undefined where it is about what was sent, or about a person who has not approved yet
 */
export function reasonOf(code: number): 'unauthorized' | 'rate-limited' | 'server-error' | undefined {
  if ([4, 9, 10, 13, 17, 26].includes(code)) return 'unauthorized';
  if ([8, 11, 16].includes(code)) return 'server-error';
  return code === 29 ? 'rate-limited' : undefined;
}

/**
 * What became of each listen of one `track.scrobble`. The answer holds an object for one and a list for several.
 * @returns undefined for an answer that does not tell of all of them
 */
export function outcomesOf(body: unknown, count: number): Outcome[] | undefined {
  const told = fieldsOf(fieldsOf(body).scrobbles).scrobble;
  const each: readonly unknown[] = Array.isArray(told) ? told : [told];
  if (each.length !== count || told === undefined) return undefined;
  return each.map((scrobble) => {
    // As a text or as a number.
    const code = Number(fieldsOf(fieldsOf(scrobble).ignoredMessage).code ?? 0);
    if (code === 0) return { kind: 'accepted' };
    if (code === DAILY_LIMIT) return { kind: 'later' };
    const other: Refusal = {
      reason: `Last.fm ignored it (${code}).`,
      told: { code: 'scrobble-ignored', service: 'Last.fm' },
    };
    return { kind: 'refused', ...(IGNORED[code] ?? other) };
  });
}
