import { Injectable } from '@nestjs/common';
import { splitSourceId, TrackDirectory } from '../catalogue/index.js';
import { Clock, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { PlayableSubjects } from '../playback/index.js';
import { SourceRegistry } from '../sources/index.js';
import { Insertion } from '../sql/index.js';
import { KeptAudio } from '../streaming/index.js';
import { AlreadyAtHome, NothingToKeep, NotToBeKept } from './keeping-error.js';
import { Keeper } from './keeper.js';
import type { PinKind } from './keeping.dto.js';

/** Of a list, and lists: nobody has room for more. */
const MOST_TRACKS = 5_000;

const TRACKS = new Insertion('INSERT INTO kept_at_home_track (owner_id, subject, position, track_id)', '(?, ?, ?, ?)');

/** Albums and playlists that people want to have at home, be they in the library or not. */
@Injectable()
export class HomePins {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subjects: PlayableSubjects,
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    private readonly audio: KeptAudio,
    private readonly keeper: Keeper,
  ) {}

  /**
   * Has it come home, and stay; what is asked for again has the tracks that it has by now.
   * @throws NotFound, NothingToKeep, AlreadyAtHome, NotToBeKept; SourceUnavailable, UpstreamError nobody can say now what is on it
   */
  async put(ownerId: string, kind: PinKind, id: string): Promise<void> {
    const { tracks, context } = await this.subjects.tracks({ kind, id }, { ownerId, most: MOST_TRACKS });
    const ids = tracks.map((track) => track.id);
    if (ids.length === 0) throw new NothingToKeep();
    await this.refuseWhatCannot(ids);
    const first = (await this.directory.views(ids.slice(0, 1))).get(ids[0] ?? '');
    const isAlbumHere = kind === 'album' && splitSourceId(id) === undefined;
    await this.database.write(async ({ sql }) => {
      const artwork = await sql.get<{ key: number }>('SELECT key FROM artwork WHERE id = ?', [first?.artworkId ?? '']);
      await sql.run(
        `INSERT INTO kept_at_home (owner_id, subject, kind, title, artist, artwork_key, since_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (owner_id, subject) DO UPDATE SET title = excluded.title, artist = excluded.artist,
           artwork_key = excluded.artwork_key`,
        [
          ownerId,
          id,
          kind,
          context.title ?? first?.album.title ?? id,
          kind === 'album' ? (first?.artist ?? null) : null,
          artwork?.key ?? null,
          this.clock.nowMs(),
        ],
      );
      await sql.run('DELETE FROM kept_at_home_track WHERE owner_id = ? AND subject = ?', [ownerId, id]);
      // Of albums of the library the library knows the tracks.
      if (!isAlbumHere) await TRACKS.insert(sql, ids.map((trackId, position) => [ownerId, id, position, trackId])); // prettier-ignore
    });
    this.keeper.wantsChanged();
  }

  /** Lets it go in its turn, unless its place keeps it. @throws NotFound nobody asked for it */
  async letGo(ownerId: string, id: string): Promise<void> {
    await this.database.write(async ({ sql }) => {
      const pin = await sql.get('SELECT 1 FROM kept_at_home WHERE owner_id = ? AND subject = ?', [ownerId, id]);
      if (!pin) throw new NotFound('album or playlist that is kept at home', id);
      await sql.run('DELETE FROM kept_at_home_track WHERE owner_id = ? AND subject = ?', [ownerId, id]);
      await sql.run('DELETE FROM kept_at_home WHERE owner_id = ? AND subject = ?', [ownerId, id]);
    });
    this.keeper.wantsChanged();
  }

  /** Newest first. */
  async ids(ownerId: string): Promise<string[]> {
    const rows = await this.database.read.all<{ readonly subject: string }>(
      `SELECT subject FROM kept_at_home WHERE owner_id = ? ORDER BY since_ms DESC, subject LIMIT ${MOST_TRACKS}`,
      [ownerId],
    );
    return rows.map(({ subject }) => subject);
  }

  async has(ownerId: string, id: string): Promise<boolean> {
    const row = await this.database.read.get('SELECT 1 FROM kept_at_home WHERE owner_id = ? AND subject = ?', [
      ownerId,
      id,
    ]);
    return row !== undefined;
  }

  private async refuseWhatCannot(trackIds: readonly string[]): Promise<void> {
    let forbidden: string | undefined;
    for (const id of trackIds) {
      if (await this.audio.look(id)) return;
      for (const { source } of await this.directory.locations(id)) {
        const adapter = this.sources.get(source);
        if (adapter?.capabilities.streams?.upstream) forbidden = adapter.name;
      }
    }
    if (forbidden !== undefined) throw new NotToBeKept(forbidden);
    throw new AlreadyAtHome();
  }
}
