import type { ServerResponse } from 'node:http';

/** Aborts when whoever asked is gone, or was answered. */
export function goneWith(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}
