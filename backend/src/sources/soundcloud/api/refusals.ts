import { fieldsOf } from '../../../common/index.js';
import type { Meaning, RefusedCall } from '../../../upstream/index.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BLOCK_MS = 15 * MINUTE_MS;
/** This one looks at how the connection was made, and refuses what is no browser: it says nothing about the others. */
const UPLOADS = /\/users\/\d+\/tracks$/;
const HTML = /^\s*<(?:!doctype html|html)\b/i;
const MOST_DEPTH = 6;

/**
 * What SoundCloud means by a refusal: a client id or token that it does not take (401, or 403 with JSON or nothing), a block of
 * this machine (403 with a page), or until when it has had enough (429, in the body).
 */
export function meaningOf({ url, answer, nowMs }: RefusedCall): Meaning | undefined {
  const { status, body } = answer;
  if (status === 401) return { reason: 'not-accepted' };
  if (status === 403) return UPLOADS.test(url.pathname) || !isPage(body) ? { reason: 'not-accepted' } : blocked(nowMs);
  const resetAtMs = status === 429 ? resetTimeIn(body) : undefined;
  if (resetAtMs === undefined) return undefined;
  return { reason: 'rate-limited', retryAtMs: Math.min(Math.max(resetAtMs, nowMs + 1_000), nowMs + HOUR_MS) };
}

function isPage(body: Buffer): boolean {
  return HTML.test(body.subarray(0, 1_000).toString());
}

function blocked(nowMs: number): Meaning {
  return {
    reason: 'forbidden',
    because: 'blocked',
    says: 'is blocking this server’s address for now',
    nextStep:
      'Nothing is to be done: it is asked again after a quarter of an hour. If it stays so, let Pyxis go out by another address: ' +
      'those of data centres are blocked most.',
    retryAtMs: nowMs + BLOCK_MS,
  };
}

/** `2016/10/20 09:06:12 +0000`, wherever it stands. @returns epoch milliseconds */
function resetTimeIn(body: Buffer): number | undefined {
  try {
    return findReset(JSON.parse(body.toString()), 0);
  } catch {
    return undefined;
  }
}

function findReset(value: unknown, depth: number): number | undefined {
  if (depth > MOST_DEPTH) return undefined;
  const fields = Array.isArray(value) ? Object.fromEntries(value.entries()) : fieldsOf(value);
  const { reset_time: told, ...others } = fields;
  const atMs = typeof told === 'string' ? Date.parse(told) : NaN;
  if (!Number.isNaN(atMs)) return atMs;
  for (const other of Object.values(others)) {
    const found = findReset(other, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
