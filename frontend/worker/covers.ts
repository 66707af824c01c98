import { open, trim } from './scope';

/** Of some 20 kB each. */
const MOST = 1_000;
const TRIM_EVERY = 50;
let puts = 0;

/** A cover never changes under its address. */
export async function cover(request: Request, later: (work: Promise<unknown>) => void): Promise<Response> {
  const cache = await open('covers');
  const kept = await cache.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200) later(keep(cache, request.url, response.clone()));
  return response;
}

async function keep(cache: Cache, url: string, response: Response): Promise<void> {
  await cache.put(url, response);
  if (++puts % TRIM_EVERY === 0) await trim(cache, MOST);
}
