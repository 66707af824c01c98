import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { address, Api } from './api';

function setUp(): { api: Api; http: HttpTestingController } {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  return { api: TestBed.inject(Api), http: TestBed.inject(HttpTestingController) };
}

describe('Api', () => {
  it('leaves out of the query what is left open', async () => {
    const { api, http } = setUp();
    const page = api.readPage('/api/v1/albums', { sort: 'year', genreId: undefined }, { limit: 2 });
    http.expectOne('api/v1/albums?sort=year&limit=2').flush({ items: [] });
    await expect(page).resolves.toEqual({ items: [] });
  });

  it('sends a command to its path with its body', () => {
    const { api, http } = setUp();
    const done = api.command('put', '/api/v1/albums/{id}/placement', {
      path: { id: 'a b' },
      body: { placement: 'archive' },
    });
    const { request } = http.expectOne('api/v1/albums/a%20b/placement');
    expect([request.method, request.body]).toEqual(['PUT', { placement: 'archive' }]);
    http.verify();
    void done;
  });

  it('writes the address of a download', () => {
    expect(address('/api/v1/history/export', { query: { format: 'csv' } })).toBe('api/v1/history/export?format=csv');
  });
});
