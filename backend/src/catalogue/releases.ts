import { insertRow, lockName, type Engine, type Sql } from '../sql/index.js';
import type { Heard } from './heard.js';
import { IDENTITY_VERSION } from './identity-version.js';
import type { Finding, KnownPerformers, ReleaseFacts } from './identity/facts.js';
import { releaseIdentity, sameRelease } from './identity/release-rules.js';
import { KnownNames } from './known-names.js';
import { mainName, type Performers } from './performers.js';
import { Refs, refsOf } from './refs.js';

interface ReleaseRow {
  readonly key: number;
  readonly title: string;
  readonly artist: string;
}

/** Finds or makes releases. For one transaction. */
export class Releases {
  private readonly refs: Refs;
  private readonly names: KnownNames;
  private readonly found = new Map<string, number>();

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
    private readonly performers: Performers,
  ) {
    this.refs = new Refs(sql, 'release');
    this.names = new KnownNames(sql);
  }

  /** @param performerKey whose the release is where no artist of the album is known */
  async of(heard: Heard, title: string, performerKey: number): Promise<number> {
    const { albumId, mbReleaseId, mbReleaseGroupId, albumArtist = mainName(heard) } = heard;
    const question = JSON.stringify([title, albumArtist, albumId, mbReleaseId, mbReleaseGroupId]);
    let key = this.found.get(question);
    if (key === undefined) {
      key = (await this.byId(heard)) ?? (await this.madeMeanwhile(heard)) ?? (await this.named(heard, title, performerKey)); // prettier-ignore
      await this.refs.learn(refsOf([['album', albumId], ['mbid', mbReleaseId], ['mbgroup', mbReleaseGroupId]]), key); // prettier-ignore
      this.found.set(question, key);
    }
    return key;
  }

  private async byId({ albumId, mbReleaseId, mbReleaseGroupId }: Heard): Promise<number | undefined> {
    for (const ref of refsOf([['mbid', mbReleaseId], ['mbgroup', mbReleaseGroupId]])) {
      const known = await this.refs.find(ref);
      if (known !== undefined) return known;
    } // prettier-ignore
    const byAlbum = albumId === undefined ? undefined : await this.refs.find(['album', albumId]);
    if (byAlbum === undefined || (await this.refs.contradicts(byAlbum, 'mbgroup', mbReleaseGroupId))) return undefined;
    return byAlbum;
  }

  /** On PostgreSQL another one may have made it by its id since this one looked; on SQLite nobody else writes. */
  private async madeMeanwhile(heard: Heard): Promise<number | undefined> {
    const { mbReleaseId, mbReleaseGroupId } = heard;
    const ids = refsOf([['mbgroup', mbReleaseGroupId], ['mbid', mbReleaseId]]); // prettier-ignore
    if (this.engine === 'sqlite' || ids.length === 0) return undefined;
    for (const [kind, value] of ids) await lockName(this.sql, this.engine, `release ${kind} ${value}`);
    return this.byId(heard);
  }

  private async named(heard: Heard, title: string, performerOfTrack: number): Promise<number> {
    const { albumArtist, mbReleaseId, mbReleaseGroupId } = heard;
    const artist = albumArtist ?? mainName(heard);
    const facts: ReleaseFacts = {
      title,
      artist,
      ...(mbReleaseId !== undefined && { mbReleaseId }),
      ...(mbReleaseGroupId !== undefined && { mbReleaseGroupId }),
    };
    const identity = releaseIdentity(facts);
    await lockName(this.sql, this.engine, `release ${identity}`);
    const candidates = await this.sql.all<ReleaseRow>(
      'SELECT key, title, artist FROM release WHERE identity_key = ? ORDER BY key',
      [identity],
    );
    const groups = await this.refs.valuesOf('mbgroup', candidates.map(({ key }) => key)); // prettier-ignore
    for (const row of candidates) if (await this.isRelease(facts, row, groups.get(row.key))) return row.key;
    const performerKey = albumArtist === undefined ? performerOfTrack : await this.performers.named(albumArtist);
    return insertRow(
      this.sql,
      this.engine,
      `INSERT INTO release (performer_key, identity_key, identity_version, title, artist) VALUES (?, ?, ?, ?, ?)`,
      [performerKey, identity, IDENTITY_VERSION, title, artist],
    );
  }

  private async isRelease(
    facts: ReleaseFacts,
    { title, artist }: ReleaseRow,
    groups: readonly string[] | undefined,
  ): Promise<boolean> {
    const mbReleaseGroupId = groups?.find((id) => id === facts.mbReleaseGroupId) ?? groups?.[0];
    const isContradicted =
      facts.mbReleaseGroupId !== undefined && groups !== undefined && !groups.includes(facts.mbReleaseGroupId);
    if (isContradicted) return false;
    if (facts.title === title && facts.artist === artist) return true;
    const known = { title, artist, ...(mbReleaseGroupId !== undefined && { mbReleaseGroupId }) };
    const compare = (names?: KnownPerformers): Finding => sameRelease(facts, known, names);
    return (await this.names.decide(facts.artist, artist, compare)).outcome === 'same';
  }
}
