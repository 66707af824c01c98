import { TestBed } from '@angular/core/testing';
import type { PlaylistView } from '../../core/api/playlist-types';
import { Drawn } from '../../core/testing/drawn';
import { Toasts } from '../../core/toasts';
import { AddDialog } from './add-dialog';

const WALK: PlaylistView = {
  id: 'walk',
  name: 'Walk',
  trackCount: 4,
  durationMs: 60_000,
  covers: [],
  hasOwnCover: false,
  createdAtMs: 0,
  changedAtMs: 0,
};

describe('AddDialog', () => {
  let dialog: Drawn<AddDialog>;

  beforeEach(async () => {
    // What runs specs knows no dialogs.
    Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined, close: () => undefined });
    dialog = await Drawn.of(AddDialog, { tracks: { subject: { kind: 'album', id: 'a1' } }, what: 'Low Water' });
    await dialog.answer('playlists?sort=changed&limit=50', { items: [WALK] });
  });
  afterEach(() => dialog.http.verify());

  const said = (): string | undefined => TestBed.inject(Toasts).shown()[0]?.message;

  it('adds to a playlist and says so', async () => {
    await dialog.press('Walk');
    const { body } = await dialog.answer('playlists/walk/items', { playlist: WALK, added: 5, total: 5, already: 0 });
    expect(body).toEqual({ subject: { kind: 'album', id: 'a1' }, duplicates: 'ask' });
    expect(said()).toBe('Added 5 tracks to “Walk”.');
  });

  it('asks what to do with what is in it already', async () => {
    await dialog.press('Walk');
    await dialog.answer('playlists/walk/items', { playlist: WALK, added: 0, total: 5, already: 3 });
    expect(dialog.element.textContent).toContain('3 of 5 are in “Walk” already.');
    await dialog.press('Add the other 2');
    const { body } = await dialog.answer('playlists/walk/items', { playlist: WALK, added: 2, total: 5, already: 3 });
    expect(body).toMatchObject({ duplicates: 'skip' });
    expect(said()).toBe('Added 2 tracks to “Walk”. 3 tracks were in it already.');
  });

  it('makes a new playlist, called after what is added', async () => {
    await dialog.press('New playlist');
    const { body } = await dialog.answer('playlists', { ...WALK, name: 'Low Water' });
    expect(body).toEqual({ name: 'Low Water', tracks: { subject: { kind: 'album', id: 'a1' } } });
  });
});
