import request from 'supertest';
import { expect } from 'vitest';
import type { TrackView } from '../../../src/catalogue/index.js';
import type { AlbumPage } from '../../../src/library/albums.dto.js';
import type { AlbumView } from '../../../src/library/library.dto.js';

interface Page {
  readonly items: { readonly id: string }[];
  readonly nextCursor?: string;
}

/** Asks the API for what must succeed. */
export class Client {
  /** @param url of the API: `http://127.0.0.1:1234/api/v1` */
  constructor(readonly url: string) {}

  async get<Body>(path: string, query: object = {}): Promise<Body> {
    const response = await request(this.url).get(path).query(query);
    expect(response.status, `${path} ${JSON.stringify(query)} ${response.text}`).toBe(200);
    return response.body as Body;
  }

  async send(method: 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}): Promise<void> {
    const response = await request(this.url)[method](path).send(body);
    expect(response.status, `${path} ${response.text}`).toBeLessThan(300);
  }

  /** Two pages of one item each. */
  async pages(path: string, query: object = {}): Promise<void> {
    const { nextCursor: cursor } = await this.get<Page>(path, { ...query, limit: 1 });
    if (cursor !== undefined) await this.get(path, { ...query, limit: 1, cursor });
  }

  async first(path: string, query: object): Promise<string> {
    return (await this.get<Page>(path, query)).items[0]?.id ?? '';
  }

  async albumCalled(title: string): Promise<string> {
    const { items } = await this.get<AlbumPage>('/albums', { limit: 200 });
    const album = items.find((item) => item.title === title);
    if (!album) throw new Error(`There is no album called ${title}.`);
    return album.id;
  }

  /** The tracks of an album, in its order. */
  async tracksOf(title: string): Promise<TrackView[]> {
    const { discs } = await this.get<AlbumView>(`/albums/${await this.albumCalled(title)}`);
    return discs.flatMap(({ tracks }) => tracks);
  }
}
