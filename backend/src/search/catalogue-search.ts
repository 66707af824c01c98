import { Injectable, Logger } from '@nestjs/common';
import { VerdictsOnTracks, type TrackView } from '../catalogue/index.js';
import { BoundedCache, causeOf, DomainError, orAborted, type Cause } from '../common/index.js';
import type { SearchWish } from '../library/index.js';
import { UpstreamError } from '../upstream/index.js';
import { AnswerBoard, type PartAnswer } from './answer-board.js';
import type { FoundKind } from './found-kinds.js';
import { addressIn } from './pasted-links.js';
import type { SearchAnswer } from './search-answer.js';
import type { SearchResponse } from './search.dto.js';
import { SearchRegistry, type Searchable } from './search-registry.js';

/** One slow answer must not hold up the others: it is given up and named instead. */
const DEADLINE_MS = 4_000;
/** So long what is elsewhere waits for what is here, so that both are ranked together; a machine that is busy is not waited for. */
const LOCAL_FIRST_MS = 150;
/** Searches whose order is remembered, for those who play what they were shown. */
const MOST_REMEMBERED = 50;

/** What is looked for, by whom, and where. */
export interface WideWish extends SearchWish {
  /** Absent: everything. */
  readonly kinds?: readonly FoundKind[] | undefined;
  /** Ids of searchables; absent: everywhere. */
  readonly sources?: readonly string[] | undefined;
}

/** Searches everything that can be searched, at once, each within a time limit of its own. */
@Injectable()
export class CatalogueSearch {
  private readonly logger = new Logger('search');
  private readonly tracksShown = new BoundedCache<string, readonly TrackView[]>(MOST_REMEMBERED);

  constructor(
    private readonly registry: SearchRegistry,
    private readonly verdicts: VerdictsOnTracks,
  ) {}

  /**
   * @param signal whoever asked is gone: everybody who is still asked is told so
   * @param tell gets all that is shown so far, each time when it is more: first who is asked, then what is here
   * @returns the last of these, when everybody has answered or was given up
   * @throws the reason of the signal
   */
  async search(
    wish: WideWish,
    signal: AbortSignal,
    tell: (soFar: SearchResponse) => void = () => undefined,
  ): Promise<SearchResponse> {
    signal.throwIfAborted();
    const asked = new Set(this.registry.all.filter((searchable) => isMeant(searchable, wish)));
    const board = new AnswerBoard(wish.query, this.registry.all, (searchable) => asked.has(searchable));
    const show = (): void => {
      if (signal.aborted) return;
      const view = board.view();
      this.tracksShown.set(questionOf(wish), view.tracks);
      tell(view);
    };
    tell(board.view());
    const waiting: PartAnswer[] = [];
    let isOpen = false;
    const take = async (parts: readonly PartAnswer[]): Promise<void> => {
      const found = parts.flatMap(({ answer }) => answer.tracks ?? []).map(({ view }) => view);
      const elsewhere = found.flatMap(({ id, sourceId }) => (sourceId === undefined ? [] : [id]));
      const own = found.flatMap(({ id, sourceId }) => (sourceId === undefined ? [id] : []));
      board.add(parts, await this.verdicts.between([...board.ownTrackIds, ...own], elsewhere));
      show();
    };
    const ask = async (from: Searchable): Promise<void> => {
      try {
        const answer = only(await within(from, wish, signal), wish.kinds);
        if (isOpen) await take([{ from, answer }]);
        else waiting.push({ from, answer });
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn(`${from.id} did not answer: ${error instanceof Error ? error.message : String(error)}`);
        board.fail(from, failureOf(error, from));
        if (isOpen) show();
      }
    };
    const asking = new Map([...asked].map((each) => [each, ask(each)]));
    await untilLocal([...asking].flatMap(([{ isLocal }, answer]) => (isLocal ? [answer] : [])));
    isOpen = true;
    if (waiting.length > 0) await take(waiting);
    else show();
    await orAborted(Promise.all(asking.values()), signal);
    return board.view();
  }

  /** The pieces of music of a search, in the order in which they were shown last; searched for now where they were not. */
  async tracks(wish: WideWish, signal: AbortSignal): Promise<readonly TrackView[]> {
    return this.tracksShown.get(questionOf(wish)) ?? (await this.search(wish, signal)).tracks;
  }
}

function isMeant({ id, kinds, onlyReadsAddresses }: Searchable, wish: WideWish): boolean {
  if (onlyReadsAddresses && !addressIn(wish.query)) return false;
  const isPlace = wish.sources === undefined || wish.sources.includes(id);
  return isPlace && (wish.kinds === undefined || kinds.some((kind) => wish.kinds?.includes(kind)));
}

/** Whoever finds several kinds finds all of them, also where one is looked for. */
function only(answer: Partial<SearchAnswer>, kinds: WideWish['kinds']): Partial<SearchAnswer> {
  if (!kinds) return answer;
  const { albums, artists, shows, stations, tracks, playlists, episodes } = answer;
  const isWanted = (kind: FoundKind): boolean => kinds.includes(kind);
  return {
    ...(albums && isWanted('album') && { albums }),
    ...(artists && isWanted('artist') && { artists }),
    ...(shows && isWanted('show') && { shows }),
    ...(stations && isWanted('station') && { stations }),
    ...(tracks && isWanted('track') && { tracks }),
    ...(playlists && isWanted('playlist') && { playlists }),
    ...(episodes && isWanted('episode') && { episodes }),
  };
}

/** Equal for searches that show the same. */
function questionOf({ query, limit, ownerId, kinds, sources }: WideWish): string {
  return JSON.stringify([ownerId, query, limit, kinds, sources]);
}

/** @throws Error it did not answer in time, or failed; the reason of the signal */
async function within(searchable: Searchable, wish: WideWish, signal: AbortSignal): Promise<Partial<SearchAnswer>> {
  const ending = new AbortController();
  const leave = (): void => ending.abort(signal.reason);
  signal.addEventListener('abort', leave);
  // Not `AbortSignal.timeout`, which stays for the whole time when the answer has long been there.
  const { name, deadlineMs = DEADLINE_MS } = searchable;
  const timer = setTimeout(() => ending.abort(new TooSlow(name, deadlineMs)), deadlineMs);
  try {
    return await orAborted(searchable.find(wish, ending.signal), ending.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}

/** Ends when all of these have, or after a while. */
async function untilLocal(answers: readonly Promise<void>[]): Promise<void> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), LOCAL_FIRST_MS);
  await Promise.race([Promise.all(answers), late.promise]);
  clearTimeout(timer);
}

class TooSlow extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'search-too-slow';
  override readonly title = 'Did not answer in time';

  override readonly more: { readonly service: string };

  constructor(name: string, deadlineMs: number) {
    super(`${name} did not answer within ${deadlineMs / 1_000} seconds. Search again, or look for it there only.`);
    this.more = { service: name };
  }
}

function failureOf(error: unknown, { name }: Searchable): { reason: string; cause?: Cause } {
  if (error instanceof UpstreamError) {
    return { reason: `${error.message} ${error.nextStep}`, cause: causeOf(error) };
  }
  if (error instanceof DomainError) return { reason: error.message, cause: causeOf(error) };
  const cause = { code: 'search-failed', service: name };
  return { reason: `${name} failed. Search again; the log of the server says more.`, cause };
}
