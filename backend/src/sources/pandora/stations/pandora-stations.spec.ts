import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstSong, PandoraParts, stationsOf } from '../../../../test/support/fake-pandora/pandora-parts.js';
import { songAt } from '../../../../test/support/fake-pandora/pandora-world.js';
import { answers, breaksOff, redirects, stalls } from '../../../../test/support/faults.js';
import type { Fault } from '../../../../test/support/fake-upstream.js';
import { DomainError } from '../../../common/index.js';
import { SourceRefusal, StationNotFound } from '../../source-error.js';
import { UpstreamError } from '../../../upstream/index.js';
import type { PersonalStationsCapability, StationSong } from '../../personal-stations.js';

const MINUTE_MS = 60_000;

let parts: PandoraParts;
let stations: PersonalStationsCapability;

beforeEach(async () => {
  parts = await PandoraParts.start();
  stations = stationsOf(parts.source());
});
afterEach(() => parts.stop());

const signal = (): AbortSignal => AbortSignal.timeout(MINUTE_MS);
const next = (station = parts.station, isStarting = false): ReturnType<typeof stations.next> =>
  stations.next(station, isStarting, signal());
const song = async (): Promise<StationSong> => firstSong(await next());

describe('the list of stations', () => {
  it('has all of them, and is read again only when it is another', async () => {
    const { fake, clock } = parts;
    const list = await stations.list(signal());
    expect(list).toHaveLength(21);
    expect(list[0]).toMatchObject({
      name: 'QuickMix',
      isMix: true,
      mixed: list.slice(1, 4).map((one) => one.nativeId),
    });
    expect(list[1]).toMatchObject({ name: 'Night Ferry Radio', isMix: false, canRename: true, canRemove: true });
    expect(list[20]).toMatchObject({ isShared: true, canRename: false });
    await Promise.all([stations.list(signal()), stations.list(signal())]);
    expect([fake.count('user.getStationList'), fake.count('user.getStationListChecksum')]).toEqual([1, 0]);
    clock.pass(MINUTE_MS);
    await stations.list(signal());
    expect([fake.count('user.getStationList'), fake.count('user.getStationListChecksum')]).toEqual([1, 1]);
    fake.hasLostStations = true;
    clock.pass(MINUTE_MS);
    expect(await stations.list(signal())).toHaveLength(1);
    fake.hasLostStations = false;
    clock.pass(MINUTE_MS);
    expect(await stations.list(signal())).toHaveLength(21);
  });

  it('changes with what is done', async () => {
    const [idea] = await stations.ideas('sextant', signal());
    const made = await stations.create({ idea: idea!.nativeId }, signal());
    expect(made).toMatchObject({ name: 'Sextant Radio', isMix: false, canRename: true });
    await stations.rename(made.nativeId, 'Another', signal());
    expect((await stations.list(signal())).at(-1)).toMatchObject({ nativeId: made.nativeId, name: 'Another' });
    await stations.remove(made.nativeId, signal());
    expect(await stations.list(signal())).toHaveLength(21);
    await expect(stations.open(made.nativeId, signal())).rejects.toThrow(StationNotFound);
  });

  it('gets a station from a song, or from who made it', async () => {
    const { nativeId, track } = await song();
    expect(await stations.create({ song: nativeId, kind: 'track' }, signal())).toMatchObject({
      name: `${track.title} Radio`,
    });
    const performer = track.artists[0]!.name;
    expect(await stations.create({ song: nativeId, kind: 'artist' }, signal())).toMatchObject({
      name: `${performer} Radio`,
    });
  });

  it('takes as many as the account may have', async () => {
    parts.fake.refusesNext.set('station.createStation', [1005]);
    await expect(stations.create({ idea: 'G165' }, signal())).rejects.toMatchObject({
      code: 'pandora-too-many-stations',
      kind: 'conflict',
    });
  });
});

describe('a station', () => {
  it('has its seeds, which can be added and taken away, but for the last', async () => {
    const { seeds } = await stations.open(parts.station, signal());
    expect(seeds).toMatchObject([{ kind: 'track', name: 'Harbour Lights', artist: 'Night Ferry' }]);
    await stations.addSeed(parts.station, 'R103', signal());
    await stations.addSeed(parts.station, 'G19', signal());
    const more = await stations.open(parts.station, signal());
    expect(more.seeds.map(({ kind, name }) => [kind, name])).toEqual([
      ['artist', 'Sextant'],
      ['track', 'Harbour Lights'],
      ['genre', 'Baroque Period'],
    ]);
    for (const { nativeId } of more.seeds.slice(1)) await stations.removeSeed(nativeId, signal());
    await expect(stations.removeSeed(more.seeds[0]!.nativeId, signal())).rejects.toMatchObject({
      code: 'pandora-last-seed',
    });
  });

  it('of somebody else is made one’s own before it can be changed', async () => {
    const shared = parts.account.stations.find(({ isShared }) => isShared)!.id;
    expect(firstSong(await next(shared)).mayThumb).toBe(false);
    await expect(stations.rename(shared, 'Mine', signal())).rejects.toMatchObject({ code: 'pandora-not-yours' });
    await stations.adopt(shared, signal());
    await stations.rename(shared, 'Mine', signal());
    expect(firstSong(await next(shared)).mayThumb).toBe(true);
  });

  it('tells all thumbs by number, and lists a hundred', async () => {
    const station = parts.account.stations[1]!;
    for (let n = 0; n < 120; n++) station.thumbs.push({ id: `-${n + 1}`, song: songAt(n), isUp: true, atMs: n });
    station.olderThumbs.up = 49;
    const { up, down } = await stations.open(station.id, signal());
    expect([up.items.length, up.total, down.items.length, down.total]).toEqual([100, 169, 0, 0]);
    expect(up.items[0]).toMatchObject({ nativeId: '-1', isUp: true, title: 'Harbour Lights' });
  });

  it('chooses in one of several ways', async () => {
    const modes = await stations.modes(parts.station, signal());
    expect(modes.map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
      ['My Station', true],
      ['Crowd Faves', false],
      ['Deep Cuts', false],
    ]);
    const set = await stations.setMode(parts.station, '2', signal());
    expect(set.find(({ isCurrent }) => isCurrent)?.name).toBe('Deep Cuts');
    await expect(stations.setMode(parts.station, '9', signal())).rejects.toMatchObject({
      code: 'pandora-mode-not-set',
    });
    expect(await stations.modes(parts.mix, signal())).toEqual([]);
  });

  it('that is a mix plays some of the others, and never itself', async () => {
    const [mix, a, b] = parts.account.stations;
    await stations.setMixed([mix!.id, a!.id, b!.id], signal());
    expect((await stations.list(signal()))[0]?.mixed).toEqual([a!.id, b!.id]);
    const { songs } = await next(mix!.id);
    expect(new Set(songs.map(({ station }) => station))).toEqual(new Set([a!.id, b!.id]));
  });
});

describe('what comes next', () => {
  it('is four songs that can be heard for an hour, and no advert', async () => {
    const first = await next(parts.station, true);
    expect([first.songs.length, first.adverts]).toEqual([4, 0]);
    expect(first.songs[0]).toMatchObject({
      station: parts.station,
      mayThumb: true,
      expiresAtMs: parts.clock.now + 60 * MINUTE_MS,
    });
    expect(first.songs[0]?.track.durationMs).toBeGreaterThan(0);
    parts.clock.pass(10 * MINUTE_MS);
    const second = await next();
    expect([second.songs.length, second.adverts]).toEqual([4, 1]);
    const titles = [...first.songs, ...second.songs].map(({ track }) => track.title);
    expect(new Set(titles).size).toBe(8);
    expect(
      parts.fake.asked
        .filter(({ method }) => method === 'station.getPlaylist')
        .map(({ args }) => args.stationIsStarting),
    ).toEqual([true, undefined]);
    expect(parts.fake.count('ad.getAdMetadata')).toBe(0);
  });

  it('may be adverts only', async () => {
    parts.fake.plans.push(['advert', 'advert']);
    expect(await next()).toEqual({ songs: [], adverts: 2 });
  });

  it('is asked for once for all who want it', async () => {
    const [one, other] = await Promise.all([next(), next()]);
    expect(one).toBe(other);
    expect(parts.fake.count('station.getPlaylist')).toBe(1);
  });

  it('is not asked for again where the station had enough, while others go on', async () => {
    const { fake, clock } = parts;
    fake.refusesNext.set('station.getPlaylist', [1039]);
    const refusal = { code: 'pandora-too-often', retryAtMs: clock.now + MINUTE_MS };
    for (let n = 0; n < 3; n++) await expect(next()).rejects.toMatchObject(refusal);
    expect(fake.count('station.getPlaylist')).toBe(1);
    expect((await next(parts.mix)).songs).toHaveLength(4);
    clock.pass(MINUTE_MS);
    fake.refusesNext.set('station.getPlaylist', [1039]);
    await expect(next()).rejects.toMatchObject({ retryAtMs: clock.now + 2 * MINUTE_MS });
    clock.pass(2 * MINUTE_MS);
    expect((await next()).songs).toHaveLength(4);
  });

  it('is silence for whoever skips too much, or a refusal', async () => {
    const source = parts.source();
    const all = stationsOf(source);
    for (let n = 0; n < 4; n++) await all.next(parts.station, false, signal());
    const { nativeId } = firstSong(await all.next(parts.station, false, signal()));
    expect(await source.capabilities.streams!.locate(nativeId, signal())).toMatchObject({
      url: expect.stringContaining('kind=silence&frequency=0&seconds=42') as unknown,
    });
    parts.fake.tooManySkips = 1039;
    await expect(all.next(parts.station, false, signal())).rejects.toMatchObject({ code: 'pandora-too-often' });
    parts.clock.pass(25 * 60 * MINUTE_MS);
    expect((await all.next(parts.station, true, signal())).songs).toHaveLength(4);
  });
});

it('plays an evening of six hours through new sessions, adverts and outages: no song twice, none of silence', async () => {
  const { fake, clock } = parts;
  fake.tokenMs = 150 * MINUTE_MS;
  const source = parts.source();
  const all = stationsOf(source);
  const played: string[] = [];
  const queue: StationSong[] = [];
  const end = clock.now + 6 * 60 * MINUTE_MS;
  let adverts = 0;
  while (clock.now < end) {
    if (played.length === 30 || played.length === 90) {
      fake.faults.push(answers(503, {}));
      await expect(all.next(parts.station, false, signal())).rejects.toThrow(UpstreamError);
    }
    if (queue.length <= 2) {
      const batch = await all.next(parts.station, played.length === 0, signal());
      queue.push(...batch.songs);
      adverts += batch.adverts;
    }
    const { nativeId, track } = queue.shift()!;
    const location = await source.capabilities.streams!.locate(nativeId, signal());
    expect(location).toMatchObject({ url: expect.stringContaining('kind=song') as unknown });
    played.push(track.title);
    clock.pass(track.durationMs ?? 0);
  }
  expect(played.length).toBeGreaterThan(100);
  expect(new Set(played).size).toBe(played.length);
  expect(adverts).toBeGreaterThan(10);
  expect(fake.count('auth.userLogin')).toBe(3);
  expect(source.health().state).toBe('ok');
});

describe('what is done with a song', () => {
  it('is a thumb, which can be taken back, and is told with the song when it comes again', async () => {
    const { nativeId, station, track } = await song();
    const thumb = await stations.thumb(station, nativeId, true, signal());
    expect(thumb).toMatchObject({ up: 1, down: 0 });
    const { up } = await stations.open(station, signal());
    expect(up.items).toMatchObject([{ nativeId: thumb.nativeId, title: track.title, isUp: true }]);
    await stations.removeThumb(thumb.nativeId, signal());
    expect((await stations.open(station, signal())).up.total).toBe(0);
  });

  it('is rest, an explanation, and a bookmark', async () => {
    const { nativeId, track } = await song();
    await stations.rest(nativeId, signal());
    expect(await stations.explain(nativeId, signal())).toEqual([
      'mellow rock instrumentation',
      'a subtle use of vocal harmony',
      'minor key tonality',
    ]);
    const one = await stations.bookmark(nativeId, 'track', signal());
    parts.clock.pass(1_000);
    const other = await stations.bookmark(nativeId, 'artist', signal());
    expect(await stations.bookmarks(signal())).toMatchObject([
      { nativeId: other.nativeId, kind: 'artist', artist: track.artists[0]?.name },
      { nativeId: one.nativeId, kind: 'track', title: track.title, album: track.album?.title },
    ]);
    await stations.removeBookmark(one.nativeId, 'track', signal());
    await stations.removeBookmark(other.nativeId, 'artist', signal());
    expect(await stations.bookmarks(signal())).toEqual([]);
  });
});

it('finds what words may mean, but for what is hardly alike', async () => {
  expect((await stations.ideas('lights', signal())).map(({ kind }) => kind)).toEqual(['track', 'track', 'track']);
  expect(await stations.ideas('90s', signal())).toEqual([{ nativeId: 'G165', kind: 'genre', name: '90s Alternative' }]);
});

it('has genres by category, which are read once', async () => {
  expect((await stations.genres(signal())).map(({ category }) => category)).toEqual(['Alternative', 'Classical']);
  parts.clock.pass(MINUTE_MS);
  await stations.genres(signal());
  expect(parts.fake.count('station.getGenreStations')).toBe(1);
});

it('has the filter of explicit songs', async () => {
  expect(await stations.settings(signal())).toMatchObject({
    isExplicitFiltered: false,
    isPrivate: true,
    zipCode: '94612',
  });
  await stations.setExplicitFilter(true, signal());
  expect((await stations.settings(signal())).isExplicitFiltered).toBe(true);
});

it('says what paying would add, to who does not pay', async () => {
  expect((await stations.settings(signal())).paidAdds).toContain('skips have no limit');
});

it('makes a station of a bookmark', async () => {
  const { nativeId, track } = await song();
  const performer = track.artists[0]?.name;
  await stations.bookmark(nativeId, 'track', signal());
  parts.clock.pass(1_000);
  await stations.bookmark(nativeId, 'artist', signal());
  const made = [];
  for (const { idea = '' } of await stations.bookmarks(signal())) made.push(await stations.create({ idea }, signal()));
  expect(made.map(({ name }) => name)).toEqual([`${performer} Radio`, `${track.title} Radio`]);
});

/** Everything that can be asked, with something that exists. */
const CALLS: Readonly<Record<string, (all: PersonalStationsCapability, one: StationSong) => Promise<unknown>>> = {
  list: (all) => all.list(signal()),
  open: (all, { station }) => all.open(station, signal()),
  next: (all, { station }) => all.next(station, false, signal()),
  ideas: (all) => all.ideas('lights', signal()),
  genres: (all) => all.genres(signal()),
  create: (all) => all.create({ idea: 'G165' }, signal()),
  rename: (all, { station }) => all.rename(station, 'A', signal()),
  remove: (all, { station }) => all.remove(station, signal()),
  addSeed: (all, { station }) => all.addSeed(station, 'G165', signal()),
  removeSeed: (all) => all.removeSeed('-1', signal()),
  adopt: (all, { station }) => all.adopt(station, signal()),
  modes: (all, { station }) => all.modes(station, signal()),
  setMode: (all, { station }) => all.setMode(station, '1', signal()),
  thumb: (all, { station, nativeId }) => all.thumb(station, nativeId, true, signal()),
  removeThumb: (all) => all.removeThumb('-1', signal()),
  rest: (all, { nativeId }) => all.rest(nativeId, signal()),
  explain: (all, { nativeId }) => all.explain(nativeId, signal()),
  bookmarks: (all) => all.bookmarks(signal()),
  bookmark: (all, { nativeId }) => all.bookmark(nativeId, 'track', signal()),
  removeBookmark: (all) => all.removeBookmark('-1', 'track', signal()),
  settings: (all) => all.settings(signal()),
  setExplicitFilter: (all) => all.setExplicitFilter(true, signal()),
};
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['silence', 'silence'],
  ['a connection that breaks', 'dropped'],
  ['an answer that stalls', stalls],
  ['an answer that breaks off', breaksOff],
  ['a challenge page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Are you a robot?</p>' }],
  ['a page with status 403', { status: 403, headers: { 'Content-Type': 'text/html' }, body: '<p>No</p>' }],
  ['too many calls', answers(429, {})],
  ['a fault', answers(500, {})],
  ['what is no JSON', { status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'null and void' }],
  ['another envelope', answers(200, { ok: true })],
  ['a redirect', redirects('https://other.example/')],
  ['an internal error', answers(200, { stat: 'fail', code: 0, message: 'An unexpected error occurred' })],
  ['maintenance', answers(200, { stat: 'fail', code: 1 })],
  ['another country', answers(200, { stat: 'fail', code: 12 })],
  ['no subscription', answers(200, { stat: 'fail', code: 1003 })],
];

describe.each(Object.keys(CALLS))('%s', (name) => {
  it('fails of each fault with one sentence and one state, and is asked once', { timeout: 120_000 }, async () => {
    const source = parts.source({}, { silenceMs: 400 });
    const all = stationsOf(source);
    const one = firstSong(await all.next(parts.station, true, signal()));
    for (const [what, fault] of FAULTS) {
      const before = parts.fake.requests.length;
      parts.fake.faults.push(fault);
      const error: unknown = await CALLS[name]!(all, one).catch((thrown: unknown) => thrown);
      expect(error instanceof UpstreamError || error instanceof SourceRefusal, `${what}: ${String(error)}`).toBe(true);
      const { message, kind } = error as DomainError;
      expect(['unavailable', 'conflict'], what).toContain(kind);
      for (const secret of parts.secrets) expect(message).not.toContain(secret);
      expect(parts.fake.requests.length - before, what).toBe(1);
      const { state, code, reason, nextStep } = source.health();
      expect(['degraded', 'unavailable'], what).toContain(state);
      for (const told of [code, reason, nextStep]) expect(told, what).toBeTruthy();
      await source.tryNow(signal());
      expect(source.health().state, what).toBe('ok');
    }
  });

  it('signs in again once where its session has ended, or the time is wrong', async () => {
    const source = parts.source();
    const all = stationsOf(source);
    const one = firstSong(await all.next(parts.station, true, signal()));
    for (const code of [1001, 13]) {
      parts.clock.pass(MINUTE_MS);
      const before = parts.fake.asked.length;
      parts.fake.faults.push(answers(200, { stat: 'fail', code }));
      const error: unknown = await CALLS[name]!(all, one).catch((thrown: unknown) => thrown);
      // What does not exist is still told by the second answer.
      if (error instanceof Error) expect(error).toBeInstanceOf(DomainError);
      const methods = parts.fake.asked.slice(before).map(({ method }) => method);
      expect(methods.slice(0, 2)).toEqual(['auth.partnerLogin', 'auth.userLogin']);
      expect(methods.filter((method) => method === 'auth.userLogin')).toHaveLength(1);
    }
  });
});

it('repeats what only reads where no answer comes, and nothing else', async () => {
  const all = stationsOf(parts.source({}, { retries: 2 }));
  const { station } = firstSong(await all.next(parts.station, true, signal()));
  let before = parts.fake.requests.length;
  parts.fake.faults.push('dropped', 'dropped');
  await all.open(station, signal());
  expect(parts.fake.requests.length - before).toBe(3);
  before = parts.fake.requests.length;
  parts.fake.faults.push('dropped');
  await expect(all.rename(station, 'B', signal())).rejects.toThrow(UpstreamError);
  expect(parts.fake.requests.length - before).toBe(1);
});
