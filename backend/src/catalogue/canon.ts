import { createHash } from 'node:crypto';
import { searchWords } from '../common/index.js';
import { indexWords, insertRow, type Engine, type Sql } from '../sql/index.js';
import { heardOf, type Heard } from './heard.js';
import { Performers } from './performers.js';
import { Recordings } from './recordings.js';
import { Refs, type Ref, type Subject } from './refs.js';
import { Releases } from './releases.js';
import type { TrackFacts } from './track-facts.js';

/** The keys of what something is. */
export interface Identified {
  readonly recordingKey: number;
  /** Absent for what is on no album. */
  readonly releaseKey: number | null;
  readonly performerKey: number;
}

/** The keys of what was heard. */
export interface Placed extends Identified {
  readonly heardAsKey: number;
}

/**
 * Finds or makes what a listen or a track is bound to (docs/identity.md). Ids come first, so that neither a moved file nor
 * an edited title makes something new of what was heard before. For one transaction: it remembers what it found.
 */
export class Canon {
  private readonly performers: Performers;
  private readonly releases: Releases;
  private readonly recordings: Recordings;
  private readonly placed = new Map<string, Placed>();

  /** @param nowMs when what it decides is decided */
  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
    nowMs: number,
  ) {
    this.performers = new Performers(sql, engine);
    this.recordings = new Recordings(sql, engine, this.performers, nowMs);
    this.releases = new Releases(sql, engine, this.performers);
  }

  async place(heard: Heard, durationMs: number | undefined): Promise<Placed> {
    const question = JSON.stringify([heard, durationMs]);
    let placed = this.placed.get(question);
    if (!placed) {
      placed = await this.asHeard(heard, await this.identify(heard, durationMs));
      this.placed.set(question, placed);
    }
    return placed;
  }

  /** Ties a track of the library, and its album, to what listens to it count for, whatever that was before. */
  async tieTrack(track: TrackFacts & { readonly id: string }): Promise<void> {
    const heard = heardOf(track, track.source);
    const { recordingKey, releaseKey } = await this.identify(heard, track.durationMs);
    await this.tie('recording', ['track', track.id], recordingKey);
    if (heard.albumId !== undefined && releaseKey !== null)
      await this.tie('release', ['album', heard.albumId], releaseKey);
  }

  /** The same for an artist of the library. */
  async tieArtist(id: string, name: string, mbArtistId: string | undefined): Promise<void> {
    await this.tie('performer', ['artist', id], await this.performerOf(name, id, mbArtistId));
  }

  /** The key of an artist. @param artistId of the library; absent for who is not in it */
  performerOf(name: string, artistId?: string, mbArtistId?: string): Promise<number> {
    const ids = { ...(artistId !== undefined && { artistId }), ...(mbArtistId !== undefined && { mbArtistId }) };
    return this.performers.of({ performer: name, artist: name, ...ids });
  }

  /** The key of an album. @param albumId of the library; absent for what is not in it */
  async releaseOf(title: string, artist: string, albumId?: string, mbReleaseId?: string): Promise<number> {
    const ids = { ...(albumId !== undefined && { albumId }), ...(mbReleaseId !== undefined && { mbReleaseId }) };
    const heard = { title, artist, albumArtist: artist, source: '', ...ids };
    return this.releases.of(heard, title, await this.performerOf(artist));
  }

  /** What was found or made has learnt the id, unless that was another's before. */
  private async tie(subject: Subject, ref: Ref, key: number): Promise<void> {
    const refs = new Refs(this.sql, subject);
    if ((await refs.find(ref)) !== key) await refs.point(ref, key);
  }

  /** The keys of a track, whether or not it was heard. */
  async identify(heard: Heard, durationMs: number | undefined): Promise<Identified> {
    const { key: recordingKey, performer_key: performerKey } = await this.recordings.of(heard, durationMs);
    const releaseKey = heard.album === undefined ? null : await this.releases.of(heard, heard.album, performerKey);
    return { recordingKey, releaseKey, performerKey };
  }

  /** One row for all listens that agree in what it was called and is bound to. */
  async asHeard(heard: Pick<Heard, 'title' | 'artist' | 'album' | 'source'>, keys: Identified): Promise<Placed> {
    const { title, artist, album, source } = heard;
    const { recordingKey, releaseKey, performerKey } = keys;
    const whole = [recordingKey, releaseKey, performerKey, title, artist, album ?? null, source];
    const digest = createHash('sha256').update(JSON.stringify(whole)).digest('base64url');
    const found = await this.sql.get<{ key: number }>('SELECT key FROM heard_as WHERE digest = ?', [digest]);
    if (found) return { ...keys, heardAsKey: found.key };
    const heardAsKey = await insertRow(
      this.sql,
      this.engine,
      `INSERT INTO heard_as (digest, recording_key, release_key, performer_key, title, artist, album, source)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET digest = excluded.digest`,
      [digest, ...whole],
    );
    const words = [title, artist, album ?? ''].map(searchWords);
    await indexWords(this.sql, this.engine, 'heard_as', heardAsKey, words);
    return { ...keys, heardAsKey };
  }
}
