import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { PlaylistItemView, PlaylistView } from '../../core/api/playlist-types';
import { Toasts } from '../../core/toasts';
import { aTrack } from '../../player/testing/fixtures';
import { PagedList } from '../../ui/list/paged-list';
import { ItemEdits, type EditedPlaylist } from './item-edits';

const ITEMS = ['a', 'b', 'c', 'd'].map((id): PlaylistItemView => ({ itemId: id, addedAtMs: 0, track: aTrack(id) }));
const AFTER = { id: 'p', name: 'Walk' } as PlaylistView;

describe('ItemEdits', () => {
  let edits: ItemEdits;
  let http: HttpTestingController;
  let list: PagedList<PlaylistItemView>;
  let playlist: EditedPlaylist;
  let told: PlaylistView[];

  async function having(nextCursor?: string): Promise<void> {
    list = new PagedList(() => Promise.resolve({ items: [...ITEMS], ...(nextCursor && { nextCursor }) }));
    await list.more();
    playlist = { id: 'p', name: 'Walk', list, changed: (after) => told.push(after) };
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    edits = TestBed.inject(ItemEdits);
    http = TestBed.inject(HttpTestingController);
    told = [];
    await having();
  });
  afterEach(() => http.verify());

  const order = (): string => list.items().map(({ itemId }) => itemId).join(''); // prettier-ignore
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  function answer(name: string, body: object, expected: object): void {
    const request = http.expectOne(`api/v1/playlists/p/items/${name}`);
    expect(request.request.body).toEqual(expected);
    request.flush(body);
  }

  it('moves at once, names the item behind, and takes it back when the server refuses', async () => {
    expect(edits.move(playlist, ['d'], 1)).toBe(1);
    expect(order()).toBe('adbc');
    answer('move', AFTER, { itemIds: ['d'], beforeItemId: 'b' });
    await settle();
    expect(told).toEqual([AFTER]);
    edits.move(playlist, ['a'], 3);
    expect(order()).toBe('dbca');
    const request = http.expectOne('api/v1/playlists/p/items/move');
    expect(request.request.body).toEqual({ itemIds: ['a'] });
    request.flush({}, { status: 500, statusText: 'Failed' });
    await settle();
    expect(order()).toBe('adbc');
  });

  it('does not move behind what has not come yet', async () => {
    await having('more');
    expect(edits.move(playlist, ['a'], 3)).toBe(2);
    expect(order()).toBe('bcad');
    answer('move', AFTER, { itemIds: ['a'], beforeItemId: 'd' });
    await settle();
  });

  it('moves several together, also behind what has not come yet', async () => {
    expect(edits.move(playlist, ['d', 'b'], 0)).toBe(0);
    expect(order()).toBe('bdac');
    answer('move', AFTER, { itemIds: ['d', 'b'], beforeItemId: 'a' });
    await settle();
    await having('more');
    edits.move(playlist, ['a', 'c'], Infinity);
    expect(order()).toBe('bd');
    answer('move', AFTER, { itemIds: ['a', 'c'] });
    await settle();
  });

  it('puts back what was taken out, where it was', async () => {
    edits.remove(playlist, ['b', 'd']);
    expect(order()).toBe('ac');
    answer('remove', { playlist: AFTER, removedIn: 7, count: 2 }, { itemIds: ['b', 'd'] });
    await settle();
    const [toast] = TestBed.inject(Toasts).shown();
    expect(toast?.message).toBe('Took 2 tracks out of “Walk”.');
    toast?.action?.run();
    answer('restore', AFTER, { removedIn: 7 });
    await settle();
    expect(order()).toBe('abcd');
  });
});
