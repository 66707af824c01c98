import type { Api } from '../../../core/api/api';
import type { Options } from '../../../core/api/contract';
import type { DirectoryStationView } from '../../../core/api/types';
import { PagedList } from '../../../ui/list/paged-list';

/** As many as are asked for at once. */
const PAGE_SIZE = 50;

/** What stations are looked for. */
export type DirectoryWish = Omit<NonNullable<Options<'get', '/api/v1/radio-directory'>['query']>, 'offset' | 'limit'>;

/** Stations of the directory that fit, page by page; a station that the directory lists anew meanwhile is shown once. */
export function directoryList(api: Api, wish: DirectoryWish): PagedList<DirectoryStationView> {
  const seen = new Set<string>();
  return new PagedList(async (cursor) => {
    const offset = Number(cursor ?? 0);
    const { items, hasMore } = await api.read('/api/v1/radio-directory', {
      query: { ...wish, offset, limit: PAGE_SIZE },
    });
    const fresh = items.filter(({ trackId }) => !seen.has(trackId));
    for (const { trackId } of fresh) seen.add(trackId);
    return { items: fresh, ...(hasMore && { nextCursor: String(offset + PAGE_SIZE) }) };
  });
}
