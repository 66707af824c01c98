import type { Response } from 'express';
import { goneWith } from '../api/index.js';
import { EventStream, eventText } from '../events/index.js';
import type { SearchResponse } from './search.dto.js';

/** The name of its events. */
const FOUND = 'found';
const NO_TOPICS = { ownerId: '', topics: [], outputIds: [], lastEventId: undefined };

/**
 * Sends a search as it comes. Each event tells all that was found so far rather than what was added: there is one place that
 * merges and ranks, who misses one has lost nothing, and what is played from a search is what was shown of it.
 */
export async function sendSearch(
  response: Response,
  search: (signal: AbortSignal, tell: (soFar: SearchResponse) => void) => Promise<SearchResponse>,
): Promise<void> {
  const gone = goneWith(response);
  const stream = new EventStream(response, FOUND, NO_TOPICS);
  let count = 0;
  stream.begin(count);
  try {
    await search(gone, (soFar) => stream.send(eventText(FOUND, soFar), ++count));
  } catch (error) {
    if (!gone.aborted) throw error;
  } finally {
    stream.end();
  }
}
