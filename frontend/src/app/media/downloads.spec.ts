import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { FoundAlbum, SourceView } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { aTrack } from '../player/testing/fixtures';
import { Downloads } from './downloads';
import { ACTION_PROVIDERS, Actions, type Action } from './subjects/actions';
import { DownloadActions } from './subjects/download-actions';
import { albumSubject, trackSubject, type Subject } from './subjects/subject';

const FORMAT = {
  codec: 'flac',
  mimeType: 'audio/flac',
  bitrateKbps: 900,
  sampleRateHz: 44_100,
  channels: 2,
  sizeBytes: 1,
};

function anAlbum(more: Partial<FoundAlbum> = {}): FoundAlbum {
  return { id: 'a1', title: 'Low Water', artist: 'Tideglass', artists: [], isMissing: false, ...more };
}

describe('downloads', () => {
  let http: HttpTestingController;
  let clicked: string[];

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: ACTION_PROVIDERS, useExisting: DownloadActions, multi: true },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    clicked = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(`${this.getAttribute('href')} ${this.hasAttribute('download')}`);
    });
    TestBed.inject(Downloads);
    TestBed.tick();
    const items: Partial<SourceView>[] = [
      { id: 'ytmusic', name: 'YouTube Music', givesFiles: false },
      { id: 'shop', name: 'Shop', givesFiles: true },
    ];
    http.expectOne('api/v1/sources').flush({ items, off: [] });
    await TestBed.inject(ApplicationRef).whenStable();
  });
  afterEach(() => vi.restoreAllMocks());

  const downloadOf = (subject: Subject): Action | undefined => TestBed.inject(Actions).of(subject)[0];

  it('are offered of own files, and of what a source gives', () => {
    const album = (more: Partial<FoundAlbum>): string | undefined => downloadOf(albumSubject(anAlbum(more)))?.title;
    const track = (...more: Parameters<typeof aTrack>): string | undefined =>
      downloadOf(trackSubject(aTrack(...more)))?.title;
    expect(album({ hasFiles: true })).toBe('Download as a ZIP');
    expect(album({ hasFiles: false })).toBeUndefined();
    expect(album({ id: 'ytmusic:1', sourceId: 'ytmusic' })).toBeUndefined();
    expect(album({ id: 'shop:1', sourceId: 'shop' })).toBe('Download as a ZIP');
    expect(track('t', { format: FORMAT })).toBe('Download as a file');
    expect(track('t')).toBeUndefined();
    expect(track('ytmusic:1', { sourceId: 'ytmusic' })).toBeUndefined();
    expect(track('shop:1', { sourceId: 'shop' })).toBe('Download as a file');
    expect(track('off:1', { sourceId: 'off' })).toBeUndefined();
  });

  it('cannot be done with what is not there now', () => {
    expect(downloadOf(albumSubject(anAlbum({ hasFiles: true, isMissing: true })))?.isOff).toBe(true);
    expect(downloadOf(trackSubject(aTrack('t', { format: FORMAT, isMissing: true })))?.isOff).toBe(true);
  });

  it('go to the browser, which keeps them', async () => {
    const done = [
      downloadOf(albumSubject(anAlbum({ id: 'shop:a b', sourceId: 'shop' })))?.run(),
      downloadOf(trackSubject(aTrack('t', { format: FORMAT })))?.run(),
    ];
    expect(clicked).toEqual(['stream/album/shop%3Aa%20b true', 'stream/t?download=true true']);
    for (const each of http.match(({ method }) => method === 'HEAD')) {
      expect(clicked).toContain(`${each.request.url} true`);
      each.flush(null);
    }
    await Promise.all(done);
    expect(TestBed.inject(Toasts).shown()).toEqual([]);
  });

  it('that do not come are told of, in the words of the server', async () => {
    const done = TestBed.inject(Downloads).start('stream/album/a1');
    http.expectOne({ method: 'HEAD', url: 'stream/album/a1' }).flush(null, { status: 409, statusText: 'Conflict' });
    const why = await vi.waitFor(() => http.expectOne({ method: 'GET', url: 'stream/album/a1' }));
    const detail = 'YouTube Music does not give its music as files.';
    why.flush(JSON.stringify({ detail }), { status: 409, statusText: 'Conflict' });
    await done;
    expect(
      TestBed.inject(Toasts)
        .shown()
        .map(({ message }) => message),
    ).toEqual([detail]);
  });
});
