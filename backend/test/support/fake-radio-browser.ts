import { readFileSync } from 'node:fs';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from './fake-upstream.js';

const folder = new URL('../fixtures/radio/', import.meta.url);
const recorded = (name: string): Record<string, unknown>[] =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>[];

const LISTS: Readonly<Record<string, string>> = {
  codecs: 'list-codecs.json',
  tags: 'list-tags.json',
  countrycodes: 'list-countrycodes.json',
};

/** A server of the directory of stations, which knows those that were recorded. */
export class FakeRadioBrowser extends FakeUpstream {
  readonly stations = [...recorded('stations-search.json'), ...recorded('stations-topvote.json')];

  /** What was asked, with its parameters in order. */
  get asked(): string[] {
    return this.requests.map(({ path }) => decodeURIComponent(path));
  }

  protected answer({ path }: FakeRequest): FakeAnswer {
    const { pathname, searchParams } = new URL(path, this.origin);
    const [, , kind = '', what = ''] = pathname.split('/');
    if (kind === 'stations') return json(this.find(what, searchParams));
    if (kind === 'url') return this.count(what);
    const list = LISTS[kind];
    return list === undefined ? { status: 404, body: '' } : json(recorded(list));
  }

  private find(what: string, query: URLSearchParams): Record<string, unknown>[] {
    const uuids = (query.get('uuids') ?? '').split(',');
    const name = (query.get('name') ?? '').toLowerCase();
    const found = this.stations.filter((station) => {
      if (what === 'byuuid') return uuids.includes(String(station.stationuuid));
      if (what === 'byurl') return station.url === query.get('url');
      return String(station.name).toLowerCase().includes(name);
    });
    const offset = Number(query.get('offset') ?? 0);
    return found.slice(offset, offset + Number(query.get('limit') ?? 100_000));
  }

  private count(uuid: string): FakeAnswer {
    const station = this.stations.find(({ stationuuid }) => stationuuid === uuid);
    if (!station) return { status: 404, body: '' };
    return json({
      ok: 'true',
      message: 'retrieved station url',
      stationuuid: uuid,
      name: station.name,
      url: station.url,
    });
  }
}

function json(body: unknown): FakeAnswer {
  return { status: 200, body: JSON.stringify(body) };
}
