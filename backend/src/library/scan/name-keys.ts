import { artworkIdOf, BoundedCache, identityKey, newId, searchWords, sortKey } from '../../common/index.js';
import { type Engine, indexWords, insertRow, type Sql } from '../../sql/index.js';
import type { ArtistCredit, CollectedArtwork } from '../../sources/index.js';

const REMEMBERED = 8_000;

/** Finds or makes the rows that many tracks point at: artists, genres, covers. */
export class NameKeys {
  private readonly artists = new BoundedCache<string, number>(REMEMBERED);
  private readonly genres = new BoundedCache<string, number>(1_000);
  private readonly artworks = new BoundedCache<string, number>(REMEMBERED);

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
  ) {}

  /** After a rollback: what was made has gone. */
  forget(): void {
    this.artists.clear();
    this.genres.clear();
    this.artworks.clear();
  }

  /** Namesakes whose MusicBrainz ids differ are several; whoever has no id is the first of the name. */
  async artist(credit: ArtistCredit): Promise<number> {
    const identity = identityKey(credit.name);
    const asked = `${identity}\n${credit.musicBrainzId ?? ''}`;
    let key = this.artists.get(asked);
    if (key === undefined) {
      key = await this.findArtist(identity, credit);
      this.artists.set(asked, key);
    }
    return key;
  }

  private async findArtist(identity: string, credit: ArtistCredit): Promise<number> {
    const { musicBrainzId } = credit;
    const namesakes = await this.sql.all<{ key: number; mbid: string | null }>(
      'SELECT key, mb_artist_id AS mbid FROM artist WHERE identity_key = ? ORDER BY told_apart_by',
      [identity],
    );
    const [first] = namesakes;
    if (!first) return this.makeArtist(identity, credit, '');
    if (musicBrainzId === undefined) return first.key;
    const known = namesakes.find(({ mbid }) => mbid === musicBrainzId);
    if (known) return known.key;
    if (first.mbid !== null) return this.makeArtist(identity, credit, musicBrainzId);
    await this.sql.run('UPDATE artist SET mb_artist_id = ? WHERE key = ?', [musicBrainzId, first.key]);
    return first.key;
  }

  private async makeArtist(
    identity: string,
    { name, sortName, musicBrainzId }: ArtistCredit,
    toldApartBy: string,
  ): Promise<number> {
    const key = await insertRow(
      this.sql,
      this.engine,
      `INSERT INTO artist (id, identity_key, told_apart_by, name, sort_name, mb_artist_id, album_count, appears_on_count,
         track_count, is_missing) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, ?)
       ON CONFLICT (identity_key, told_apart_by) DO UPDATE SET identity_key = excluded.identity_key`,
      [newId(), identity, toldApartBy, name, sortKey(sortName ?? name), musicBrainzId ?? null, false],
    );
    await indexWords(this.sql, this.engine, 'artist', key, [searchWords(name)]);
    return key;
  }

  async genre(name: string): Promise<number> {
    const identity = identityKey(name);
    let key = this.genres.get(identity);
    if (key !== undefined) return key;
    const found = await this.sql.get<{ key: number }>('SELECT key FROM genre WHERE identity_key = ?', [identity]);
    key =
      found?.key ??
      (await insertRow(
        this.sql,
        this.engine,
        `INSERT INTO genre (id, identity_key, name, sort_name, album_count, track_count) VALUES (?, ?, ?, ?, 0, 0)
         ON CONFLICT (identity_key) DO UPDATE SET identity_key = excluded.identity_key`,
        [newId(), identity, name, sortKey(name)],
      ));
    this.genres.set(identity, key);
    return key;
  }

  async artwork(source: string, artwork: CollectedArtwork): Promise<number> {
    const id = artworkIdOf(source, artwork);
    let key = this.artworks.get(id);
    if (key !== undefined) return key;
    const found = await this.sql.get<{ key: number }>('SELECT key FROM artwork WHERE id = ?', [id]);
    key =
      found?.key ??
      (await insertRow(
        this.sql,
        this.engine,
        'INSERT INTO artwork (id, source, locator) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET id = excluded.id',
        [id, source, artwork.locator],
      ));
    this.artworks.set(id, key);
    return key;
  }
}
