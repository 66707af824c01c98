import type { Options } from './contract';
import type { SearchResponse } from './types';
import { searchStreamUrl } from './urls';

export interface SearchListener {
  /** All that was found so far. */
  found(soFar: SearchResponse): void;
  /** The connection broke, or there can be none: the answer is to be had in one piece. */
  broke(): void;
}

/**
 * Listens to a search as long as it runs; ends by itself with the last answer. It is not opened again when it breaks: what is
 * shown would be put into another order.
 * @returns ends it
 */
export function listenToSearch(
  query: NonNullable<Options<'get', '/api/v1/search/stream'>['query']>,
  listener: SearchListener,
): () => void {
  const { EventSource } = window as Window & Partial<Pick<typeof globalThis, 'EventSource'>>;
  if (!EventSource) {
    listener.broke();
    return () => undefined;
  }
  const events = new EventSource(searchStreamUrl(query));
  events.addEventListener('found', ({ data }: MessageEvent<string>) => {
    const soFar = JSON.parse(data) as SearchResponse;
    if (!isAsking(soFar)) events.close();
    listener.found(soFar);
  });
  events.addEventListener('error', () => {
    events.close();
    listener.broke();
  });
  return () => events.close();
}

/** Whether somebody is still asked. */
export function isAsking({ sources }: SearchResponse): boolean {
  return sources.some(({ state }) => state === 'asking');
}
