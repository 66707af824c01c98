import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { DeviceTracks } from './device-tracks';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('keeps a playlist with the cover that it shows', async () => {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const http = TestBed.inject(HttpTestingController);
  const found = TestBed.inject(DeviceTracks).playlist('p1', 'Walk');
  const track = { id: 't1', artworkId: 'of the song' };
  http.expectOne(({ url }) => url === 'api/v1/playlists/p1/items').flush({ items: [{ itemId: 'i1', track }] });
  await turn();
  http.expectOne('api/v1/playlists/p1').flush({ covers: [{ artworkId: 'own' }], hasOwnCover: true });
  expect(await found).toEqual({ kind: 'playlist', subjectId: 'p1', title: 'Walk', tracks: [track], artworkId: 'own' });
});
