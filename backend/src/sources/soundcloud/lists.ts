import { present } from '../../common/index.js';
import type { RemotePage } from '../remote-catalogue.js';
import { readPage } from './answers/lists.js';
import type { Parameters, SoundCloudApi } from './api/soundcloud-api.js';

/** Behind a page with nothing in it there may be more: so many are asked for one. */
const MOST_EMPTY = 2;
/** Of one list that is wanted whole. */
const MOST_PAGES = 10;

export interface List<Item> {
  /** As for `SoundCloudApi.get`. */
  readonly path: string;
  readonly parameters: Parameters;
  /** Undefined: it is not what the list is wanted for. */
  readonly read: (row: unknown) => Item | undefined;
}

/** Reads the lists of SoundCloud, whose pages name the next one. A cursor is what has to be asked for that, without its path. */
export class Lists {
  constructor(private readonly api: SoundCloudApi) {}

  /** @param cursor of the page before; absent: the first */
  async page<Item>(list: List<Item>, cursor: string | undefined, signal: AbortSignal): Promise<RemotePage<Item>> {
    let asked = cursor;
    for (let empty = 0; ;) {
      const parameters = asked === undefined ? list.parameters : Object.fromEntries(new URLSearchParams(asked));
      const { rows, next } = readPage(await this.api.get(list.path, parameters, signal));
      const items = rows.flatMap((row) => list.read(row) ?? []);
      const following = next === asked ? undefined : next;
      if (items.length > 0 || following === undefined) return present({ items, cursor: following });
      // What it is not wanted for may be followed by what it is; behind nothing at all nobody looks again.
      if (++empty === MOST_EMPTY) return rows.length > 0 ? { items, cursor: following } : { items };
      asked = following;
    }
  }

  /** All of a list, as far as it is reasonable. Nothing twice. */
  async all<Item extends { readonly nativeId: string }>(list: List<Item>, signal: AbortSignal): Promise<Item[]> {
    const byId = new Map<string, Item>();
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await this.page(list, cursor, signal);
      for (const item of page.items) if (!byId.has(item.nativeId)) byId.set(item.nativeId, item);
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    return [...byId.values()];
  }
}
