import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Api } from '../../../core/api/api';
import { directoryList } from './directory-list';

describe('directoryList', () => {
  it('goes on behind what it has, shows each station once, and ends where the directory does', async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const http = TestBed.inject(HttpTestingController);
    const list = directoryList(TestBed.inject(Api), { order: 'votes', name: 'jazz' });
    const first = list.more();
    const firstAsked = http.expectOne(({ url }) => url === 'api/v1/radio-directory');
    expect(firstAsked.request.params.toString()).toBe('order=votes&name=jazz&offset=0&limit=50');
    firstAsked.flush({ items: ['a', 'b'].map(inDirectory), hasMore: true });
    await first;
    expect(list.isComplete()).toBe(false);

    const second = list.more();
    const secondAsked = http.expectOne(({ url }) => url === 'api/v1/radio-directory');
    expect(secondAsked.request.params.get('offset')).toBe('50');
    secondAsked.flush({ items: ['b', 'c'].map(inDirectory), hasMore: false });
    await second;
    expect(list.items().map(({ nativeId }) => nativeId)).toEqual(['a', 'b', 'c']);
    expect(list.isComplete()).toBe(true);
  });
});

function inDirectory(id: string): object {
  return { nativeId: id, trackId: `radio:${id}`, name: id, tags: [] };
}
