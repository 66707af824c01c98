import BetterSqlite3 from 'better-sqlite3';
import { Random, Vocabulary } from './synthetic-names.ts';

const ARTISTS = 5_000;
const ALBUMS = 10_000;
const TRACKS = 100_000;
const TRACKS_PER_ALBUM = TRACKS / ALBUMS;
const ALBUMS_PER_ARTIST = ALBUMS / ARTISTS;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Of a day, how much is listened to in each hour. */
const HOURS = [2, 1, 0.5, 0.2, 0.2, 0.5, 2, 4, 5, 5, 5, 5, 4, 5, 5, 5, 5, 6, 7, 8, 9, 9, 7, 4];
/** Tracks of one phase of life: heard for a year, and never again. */
const PHASE = { year: 4, tracks: 400, share: 0.6, word: 'Chapter' };
const YEARS = 20;
const FIRST_DAY = Date.UTC(2006, 10, 20);

/**
 * Fills a migrated, unused database with a library of 100,000 tracks and so many listens over twenty years. What is
 * derived from listens is left to `pyxis history rebuild`.
 */
export function makeSyntheticHistory(file: string, listens: number): void {
  const database = new BetterSqlite3(file);
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  database.pragma('cache_size = -400000');
  const random = new Random(7);
  database.transaction(() => addLibrary(database, random))();
  database.transaction(() => addListens(database, random, listens))();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

/** Tracks, each heard before, in keys from 1 up: a track's key is that of its recording and of its name. */
function addLibrary(database: BetterSqlite3.Database, random: Random): void {
  const vocabulary = new Vocabulary(random, 20_000);
  const insert = (table: string, columns: string): BetterSqlite3.Statement =>
    database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/[^,]+/g, '?')})`);
  const artist = insert('artist', 'key,id,identity_key,name,sort_name,album_count,appears_on_count,track_count,is_missing,performer_key'); // prettier-ignore
  const performer = insert('performer', 'key,identity_key,name');
  const performerRef = insert('performer_ref', 'kind,value,performer_key');
  const album = insert('album', 'key,id,identity_key,title,source_title,sort_title,artist,source_artist,sort_artist,sort_year,is_compilation,is_missing,disc_count,track_count,duration_ms,size_bytes,added_at_ms,release_key'); // prettier-ignore
  const release = insert('release', 'key,performer_key,identity_key,title,artist');
  const releaseRef = insert('release_ref', 'kind,value,release_key');
  const track = insert('track', 'key,id,album_key,title,source_title,sort_title,artist,sort_artist,disc_number,track_number,duration_ms,year,has_lyrics,is_missing,added_at_ms,recording_key'); // prettier-ignore
  const recording = insert('recording', 'key,performer_key,identity_key,title,artist,duration_ms');
  const recordingRef = insert('recording_ref', 'kind,value,recording_key');
  const heardAs = insert('heard_as', 'key,digest,recording_key,release_key,performer_key,title,artist,album,source');
  const search = insert('heard_as_search', 'rowid,title,artist,album');
  const artists: string[] = [];
  for (let key = 1; key <= ARTISTS; key++) {
    const name = `${vocabulary.phrase(random, 2)} ${key}`;
    artists.push(name);
    artist.run(key, `artist${key}`, words(name), name, words(name), 1, 0, 1, 0, key);
    performer.run(key, words(name), name);
    performerRef.run('artist', `artist${key}`, key);
  }
  for (let key = 1; key <= ALBUMS; key++) {
    const by = Math.ceil(key / ALBUMS_PER_ARTIST);
    const name = artists[by - 1] ?? '';
    const title = vocabulary.phrase(random, 4);
    const [folded, sorted] = [`${words(title)} ${key}`, words(title)];
    album.run(key, `album${key}`, folded, title, title, sorted, name, name, words(name), 2000, 0, 0, 1, TRACKS_PER_ALBUM, 0, 0, 0, key); // prettier-ignore
    release.run(key, by, folded, title, name);
    releaseRef.run('album', `album${key}`, key);
    for (let number = 1; number <= TRACKS_PER_ALBUM; number++) {
      const trackKey = (key - 1) * TRACKS_PER_ALBUM + number;
      const called = `${isOfPhase(trackKey) ? `${PHASE.word} ` : ''}${vocabulary.phrase(random, 4)}`;
      const durationMs = 120_000 + random.below(240_000);
      track.run(trackKey, `track${trackKey}`, key, called, called, words(called), name, words(name), 1, number, durationMs, 2000, 0, 0, 0, trackKey); // prettier-ignore
      recording.run(trackKey, by, `${words(called)} ${trackKey}`, called, name, durationMs);
      recordingRef.run('track', `track${trackKey}`, trackKey);
      heardAs.run(trackKey, `digest${trackKey}`, trackKey, key, by, called, name, title, 'local');
      // The same, as a service told of it in the first years.
      const importedKey = TRACKS + trackKey;
      heardAs.run(importedKey, `digest${importedKey}`, trackKey, key, by, called, name, title, 'lastfm');
      for (const rowid of [trackKey, importedKey]) search.run(rowid, words(called), words(name), words(title));
    }
  }
}

function addListens(database: BetterSqlite3.Database, random: Random, listens: number): void {
  const insert = database.prepare(
    `INSERT INTO listen (owner_id, play_id, recording_key, release_key, performer_key, heard_as_key, started_at_ms,
       heard_ms, duration_ms, outcome, context_kind, context_id, context_title, output_name, output_kind, source, origin,
       local_day, local_hour, weekday)
     VALUES ('owner', ?, ?, ?, ?, ?, ?, ?, 240000, ?, ?, ?, ?, 'Kitchen', 'browser', ?, ?, ?, ?, ?)`,
  );
  const days = Math.floor(YEARS * 365.25);
  const order = shuffled(TRACKS, random);
  for (let day = 0, made = 0; day < days; day++) {
    // Some days are silent.
    const due = random.chance(0.03) ? made : Math.round((listens * (day + 1)) / days);
    const times = Array.from({ length: due - made }, () => timeOfDay(random)).sort((a, b) => a - b);
    for (const time of times) {
      made++;
      const trackKey = trackOn(day / days, order, random);
      const albumKey = Math.ceil(trackKey / TRACKS_PER_ALBUM);
      const at = new Date(FIRST_DAY + day * DAY_MS + time);
      const isImported = day < 3 * 365;
      const context = isImported ? null : CONTEXTS[random.below(CONTEXTS.length)];
      insert.run(
        `play${made}`,
        trackKey,
        albumKey,
        Math.ceil(albumKey / ALBUMS_PER_ARTIST),
        isImported ? TRACKS + trackKey : trackKey,
        at.getTime(),
        30_000 + random.below(210_000),
        random.chance(0.8) ? 'finished' : 'skipped',
        context,
        context ? `album${albumKey}` : null,
        context ? `Some title of an album ${albumKey}` : null,
        isImported ? 'lastfm' : 'local',
        isImported ? 'lastfm' : 'pyxis',
        at.getFullYear() * 10_000 + (at.getMonth() + 1) * 100 + at.getDate(),
        at.getHours(),
        at.getDay() || 7,
      );
    }
  }
}

/** Albums mostly; a mix hardly ever. */
const CONTEXTS = [...Array<string>(400).fill('album'), ...Array<string>(90).fill('queue'), ...Array<string>(9).fill('search'), 'mix']; // prettier-ignore

/** Half of all plays are of favourites of a lifetime, half of what was found lately; both follow a Zipf-like law. */
function trackOn(share: number, order: Int32Array, random: Random): number {
  if (Math.floor(share * YEARS) === PHASE.year && random.chance(PHASE.share)) return 1 + random.below(PHASE.tracks);
  const known = Math.floor(TRACKS * (0.2 + 0.8 * share));
  const rank = Math.floor(known ** random.next());
  return order[random.chance(0.5) ? rank - 1 : known - rank] ?? 1;
}

const isOfPhase = (trackKey: number): boolean => trackKey <= PHASE.tracks;

function shuffled(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i + 1);
  for (let i = length - 1; i > 0; i--) {
    const other = random.below(i + 1);
    [order[i], order[other]] = [order[other] ?? 1, order[i] ?? 1];
  }
  return order;
}

function timeOfDay(random: Random): number {
  let wanted = random.next() * HOURS.reduce((sum, weight) => sum + weight, 0);
  const hour = HOURS.findIndex((weight) => (wanted -= weight) < 0);
  return (hour + random.next()) * 60 * 60 * 1000;
}

/** Folded well enough for invented names. */
function words(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
