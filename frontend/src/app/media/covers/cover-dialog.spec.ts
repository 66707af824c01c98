import { HttpEventType } from '@angular/common/http';
import { Drawn } from '../../core/testing/drawn';
import { Toasts } from '../../core/toasts';
import { TestBed } from '@angular/core/testing';
import { Events } from '../../core/events/events';
import { Playlists } from '../playlists/playlists';
import { CoverDialog } from './cover-dialog';

const ALBUM = { kind: 'album', id: 'a1', title: 'Low Water', artist: 'Tideglass', artworkId: 'files' };
const GIVEN = { id: 'own', width: 900, height: 800, placeholder: 'data:,', swatches: [] };

const aPicture = (): File => new File(['picture'], 'cover.png', { type: 'image/png' });

/** What was pasted, or dropped. */
function data(files: readonly File[], text = ''): object {
  return { files, types: files.length > 0 ? ['Files'] : ['text/plain'], getData: () => text };
}

describe('the dialog for another cover', () => {
  let drawn: Drawn<CoverDialog>;
  let isClosed: boolean;

  beforeEach(async () => {
    HTMLDialogElement.prototype.showModal = () => undefined;
    HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement): void {
      this.dispatchEvent(new Event('close'));
    };
    drawn = await Drawn.of(CoverDialog, { subject: ALBUM }, [
      { provide: Events, useValue: { listen: () => undefined } },
    ]);
    isClosed = false;
    drawn.component.closed.subscribe(() => (isClosed = true));
  });

  const loaded = (hasOwnCover: boolean): Promise<unknown> =>
    drawn.answer('albums/a1', { ...ALBUM, hasOwnCover, discs: [] });

  async function paste(files: readonly File[], text = ''): Promise<void> {
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
      clipboardData: data(files, text),
    });
    drawn.element.querySelector('input')?.dispatchEvent(event);
    await drawn.settle();
  }

  it('takes a pasted picture, shows what became of it, and then saves it', async () => {
    await loaded(false);
    await paste([aPicture()]);
    expect(drawn.text('.status')).toContain('Sending the picture…');
    expect((await drawn.answer('artworks', GIVEN)).body).toBeInstanceOf(File);
    expect(drawn.text('.status')).toContain('900 × 800 pixels.');
    expect(drawn.element.querySelector<HTMLImageElement>('img.art')?.src).toContain('art/own');
    await drawn.press('Save');
    await loaded(false);
    const { body } = await drawn.answer('albums/a1/cover', {
      albumId: 'a1',
      artworkId: 'own',
      formerArtworkId: 'files',
    });
    expect(body).toEqual({ artworkId: 'own' });
    expect(isClosed).toBe(true);
    const [toast] = TestBed.inject(Toasts).shown();
    expect(toast?.message).toBe('“Low Water” has another cover.');
    // There was none of one's own before: to undo is to take it away.
    TestBed.inject(Toasts).act(toast!);
    expect(drawn.http.expectOne('api/v1/albums/a1/cover').request.method).toBe('DELETE');
  });

  it('shows how much of a picture has gone, and sends no more of it once it is closed', async () => {
    await loaded(false);
    await paste([aPicture()]);
    const progress = () => drawn.element.querySelector<HTMLProgressElement>('.status progress');
    expect(progress()?.position).toBe(-1);
    const sending = drawn.http.expectOne('api/v1/artworks');
    sending.event({ type: HttpEventType.UploadProgress, loaded: 300, total: 1_200 });
    await drawn.settle();
    expect(progress()?.value).toBe(0.25);
    drawn.leave();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sending.cancelled).toBe(true);
  });

  it('has an address fetched that was pasted', async () => {
    await loaded(false);
    await paste([], ' https://pictures.example/cover.jpg ');
    expect((await drawn.answer('artworks/fetched', GIVEN)).body).toEqual({
      address: 'https://pictures.example/cover.jpg',
    });
  });

  it('says what was wrong with what it was given', async () => {
    await loaded(false);
    await drawn.press('Fetch');
    expect(drawn.text('[role=alert]')).toBe('That is no address of a picture. It begins with https:// or http://.');
    await paste([aPicture()]);
    const detail = 'This picture is too small for a cover.';
    drawn.http.expectOne('api/v1/artworks').flush({ detail }, { status: 400, statusText: 'Bad Request' });
    await new Promise((resolve) => setTimeout(resolve));
    await drawn.settle();
    expect(drawn.text('[role=alert]')).toBe(detail);
  });

  it('gives back the cover of the files where there is another', async () => {
    await loaded(true);
    await drawn.press('Use cover of the files');
    await drawn.answer('albums/a1/cover', { kind: 'album', id: 'a1', artworkId: 'files', formerArtworkId: 'own' });
    expect(isClosed).toBe(true);
    expect(TestBed.inject(Toasts).shown()[0]?.message).toBe('“Low Water” has the cover of its files again.');
  });

  it('gives a playlist back the covers of its songs, and has whoever shows it look again', async () => {
    await loaded(false);
    await drawn.set({ subject: { kind: 'playlist', id: 'p1', title: 'Walk' } });
    await drawn.answer('playlists/p1', { id: 'p1', name: 'Walk', covers: [{ artworkId: 'own' }], hasOwnCover: true });
    expect(drawn.element.querySelector<HTMLImageElement>('px-playlist-art img.art')?.src).toContain('art/own');
    const before = TestBed.inject(Playlists).changes();
    await drawn.press('Use covers of its songs');
    await drawn.answer('playlists/p1/cover', { kind: 'playlist', id: 'p1', formerArtworkId: 'own' });
    expect(TestBed.inject(Playlists).changes()).toBeGreaterThan(before);
    const [toast] = TestBed.inject(Toasts).shown();
    expect(toast?.message).toBe('“Walk” has the covers of its songs again.');
    TestBed.inject(Toasts).act(toast!);
    const { request } = drawn.http.expectOne('api/v1/playlists/p1/cover');
    expect([request.method, request.body]).toEqual(['PUT', { artworkId: 'own' }]);
  });
});
