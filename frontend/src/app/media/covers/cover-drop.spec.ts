import { Events } from '../../core/events/events';
import { Drawn } from '../../core/testing/drawn';
import { CoverDrop } from './cover-drop';

const PLAYLIST = { kind: 'playlist', id: 'p1', title: 'Walk' };

describe('a cover that takes pictures', () => {
  let drawn: Drawn<CoverDrop>;
  let others: HTMLElement[];

  beforeEach(async () => {
    others = [];
    drawn = await Drawn.of(CoverDrop, { subject: PLAYLIST }, [
      { provide: Events, useValue: { listen: () => undefined } },
    ]);
  });
  afterEach(() => {
    for (const other of others) other.remove();
  });

  function beside<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
    const element = document.createElement(name);
    document.body.append(element);
    others.push(element);
    return element;
  }

  function paste(where: HTMLElement): void {
    const files = [new File(['picture'], 'cover.png', { type: 'image/png' })];
    where.dispatchEvent(Object.assign(new Event('paste', { bubbles: true }), { clipboardData: { files } }));
  }

  it('has one that is pasted on its page be the cover', async () => {
    paste(document.body);
    await drawn.settle();
    expect(drawn.text('[role=status]')).toBe('Sending the picture…');
    await drawn.answer('artworks', { id: 'own', width: 90, height: 90, swatches: [] });
    await drawn.answer('playlists/p1', { id: 'p1', hasOwnCover: false, covers: [] });
    const { body } = await drawn.answer('playlists/p1/cover', { kind: 'playlist', id: 'p1', artworkId: 'own' });
    expect(body).toEqual({ artworkId: 'own' });
    expect(drawn.text('[role=status]')).toBeUndefined();
  });

  it('leaves to fields, dialogs and what lies over the page what is pasted there', () => {
    paste(beside('input'));
    const dialog = beside('dialog');
    dialog.open = true;
    paste(document.body);
    dialog.open = false;
    beside('div').ariaModal = 'true';
    paste(document.body);
    drawn.http.expectNone('api/v1/artworks');
  });
});
