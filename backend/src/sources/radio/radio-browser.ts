import { fieldsOf, textOf } from '../../common/index.js';
import { UpstreamError, type Upstream } from '../../upstream/index.js';
import type { DirectoryStation, StationListKind, StationsCapability, StationWish } from '../stations.js';
import type { DirectoryServers } from './directory-servers.js';
import { stationOf } from './directory-station.js';

const MAX_NAME = 200;
/** Servers that are asked before it is told that there is no answer. */
const MOST_SERVERS = 3;
/** Of one server: what is said of the question is said by all of them. */
const ANSWERS: ReadonlySet<string> = new Set(['not-found', 'gone', 'rejected', 'aborted']);
const ORDERS: Readonly<Record<StationWish['order'], { readonly order: string; readonly reverse: boolean }>> = {
  popular: { order: 'clickcount', reverse: true },
  trend: { order: 'clicktrend', reverse: true },
  votes: { order: 'votes', reverse: true },
  name: { order: 'name', reverse: false },
};
/** How many there are to choose from: of tags there are thousands, most of which one station has. */
const LISTS: Readonly<Record<StationListKind, { readonly path: string; readonly limit: number }>> = {
  countries: { path: 'countrycodes', limit: 300 },
  languages: { path: 'languages', limit: 300 },
  tags: { path: 'tags', limit: 300 },
  codecs: { path: 'codecs', limit: 50 },
};

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The community's directory of stations (https://api.radio-browser.info), which asks for no key. */
export class RadioBrowser {
  constructor(
    private readonly upstream: Upstream,
    private readonly servers: DirectoryServers,
  ) {}

  async search(
    { name, countryCode, language, tag, codec, order }: StationWish,
    { limit, offset }: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<DirectoryStation[]> {
    const query = {
      name,
      countrycode: countryCode?.toUpperCase(),
      language,
      languageExact: language === undefined ? undefined : true,
      tagList: tag,
      codec,
      ...ORDERS[order],
      offset,
      limit,
    };
    return stationsIn(await this.ask('json/stations/search', query, signal));
  }

  async list(kind: StationListKind, signal: AbortSignal): ReturnType<StationsCapability['list']> {
    const { path, limit } = LISTS[kind];
    const found = await this.ask(`json/${path}`, { order: 'stationcount', reverse: true, limit }, signal);
    return listIn(found).flatMap((value) => {
      const { name, stationcount } = fieldsOf(value);
      const text = textOf(name)?.slice(0, MAX_NAME);
      const isCounted = typeof stationcount === 'number' && stationcount > 0;
      return text !== undefined && isCounted ? [{ name: text, stations: stationcount }] : [];
    });
  }

  async byId(id: string, signal: AbortSignal): Promise<DirectoryStation | undefined> {
    // One that was saved is asked for whatever the last check of it said.
    const [station] = stationsIn(
      await this.ask('json/stations/byuuid', { uuids: id, limit: 1, hidebroken: false }, signal),
    );
    return station;
  }

  async byAddress(address: string, signal: AbortSignal): Promise<DirectoryStation | undefined> {
    const [station] = stationsIn(await this.ask('json/stations/byurl', { url: address, limit: 1 }, signal));
    return station;
  }

  /** Says that somebody begins to hear a station. Nothing depends on it. */
  async count(id: string): Promise<void> {
    const [origin] = await this.servers.inOrder();
    if (origin === undefined) return;
    const url = new URL(`json/url/${encodeURIComponent(id)}`, `${origin}/`);
    await this.upstream.json({ url, priority: 'background' });
  }

  /** Asks one server after the other. @throws UpstreamError none answers, or it is the question */
  private async ask(path: string, query: Query, signal: AbortSignal): Promise<unknown> {
    for (const origin of (await this.servers.inOrder()).slice(0, MOST_SERVERS)) {
      signal.throwIfAborted();
      const url = new URL(path, `${origin}/`);
      url.search = new URLSearchParams(written({ hidebroken: true, ...query })).toString();
      try {
        return (await this.upstream.json({ url, signal })).body;
      } catch (error) {
        if (!(error instanceof UpstreamError) || ANSWERS.has(error.reason)) throw error;
        this.servers.failed(origin);
      }
    }
    this.servers.forget();
    const details = {
      says: 'is not reachable; saved stations still play',
      nextStep: 'It is asked again by itself. If it stays so, look at the network of this machine.',
    };
    this.upstream.note('unreachable', details);
    throw new UpstreamError('unreachable', this.upstream.name, details);
  }
}

function written(query: Query): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function listIn(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : [];
}

function stationsIn(body: unknown): DirectoryStation[] {
  return listIn(body).flatMap((value) => stationOf(value) ?? []);
}
