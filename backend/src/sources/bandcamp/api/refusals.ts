import type { Meaning, RefusedCall } from '../../../upstream/index.js';

const MINUTE_MS = 60_000;
const CHALLENGED_MS = 30 * MINUTE_MS;
/** It comes with any status, success included, and in place of anything. */
const CHALLENGE = /<title>\s*Client Challenge\s*<\/title>/i;
const MOST_LETTERS = 4_000;
/** What leads to sound refuses addresses that are too old: another is asked for. */
const SOUND = /\/stream_redirect$/;

/** What is meant by an answer of Bandcamp that is no success: 403 and a page for browsers are blocks of this machine. */
export function meaningOf(refused: RefusedCall): Meaning | undefined {
  const { url, answer, nowMs } = refused;
  const isOfSound = SOUND.test(url.pathname);
  if (isChallenge(refused) || (answer.status === 403 && !isOfSound)) return challenged(nowMs);
  return isOfSound && answer.status === 403 ? { reason: 'not-accepted' } : undefined;
}

/** The page for browsers comes with the status of a success, too. */
export function meaningOfSuccess(answered: RefusedCall): Meaning | undefined {
  return isChallenge(answered) ? challenged(answered.nowMs) : undefined;
}

function isChallenge({ answer: { headers, body } }: RefusedCall): boolean {
  const isPage = headers['content-type']?.includes('html') ?? true;
  return isPage && CHALLENGE.test(body.subarray(0, MOST_LETTERS).toString());
}

function challenged(nowMs: number): Meaning {
  return {
    reason: 'forbidden',
    because: 'robot',
    says: 'is asking this server to prove that it is not a bot',
    nextStep:
      'Nothing is to be done: it is asked again after half an hour, and what was fetched keeps playing. Where it is a pasted address, ' +
      'search for its title in place of it.',
    retryAtMs: nowMs + CHALLENGED_MS,
  };
}
