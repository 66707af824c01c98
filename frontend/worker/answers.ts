import { KEPT_AT_HEADER } from '../src/app/core/api/kept-names';
import { isAway, open, trim } from './scope';

/** Pages of lists, albums, artists: what somebody looked at in some days. */
const MOST = 400;
const TRIM_EVERY = 20;
/** What is only true now, or comes in pieces. */
const NEVER = /^api\/v1\/(?:events|playback|search|history\/export)(?:[/?]|$)/;
let puts = 0;

export function isKeptAnswer(path: string): boolean {
  return path.startsWith('api/v1/') && !NEVER.test(path);
}

/**
 * What the server says now; what it said last where it cannot be asked, which `X-Pyxis-Kept-At` tells.
 * @param later is waited for after the answer is given
 */
export async function answer(request: Request, later: (work: Promise<unknown>) => void): Promise<Response> {
  let response: Response | undefined;
  let failure: unknown;
  try {
    response = await fetch(request);
  } catch (error) {
    failure = error;
  }
  if (response && !isAway(response)) {
    if (isJson(response)) later(keep(request.url, response.clone()));
    return response;
  }
  const kept = await (await open('answers')).match(request.url, { ignoreVary: true });
  if (kept) return kept;
  if (response) return response;
  throw failure;
}

async function keep(url: string, response: Response): Promise<void> {
  const cache = await open('answers');
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT_HEADER, String(Date.now()));
  // What is put in last is dropped last.
  await cache.delete(url);
  await cache.put(url, new Response(response.body, { headers }));
  if (++puts % TRIM_EVERY === 0) await trim(cache, MOST);
}

function isJson({ status, headers }: Response): boolean {
  return status === 200 && headers.get('Content-Type')?.startsWith('application/json') === true;
}
