import { insertRow, lockName, type Engine, type Sql } from '../sql/index.js';
import type { Heard } from './heard.js';
import { IDENTITY_VERSION } from './identity-version.js';
import type { Finding, KnownPerformers } from './identity/facts.js';
import { performerIdentity, samePerformer } from './identity/performer-rules.js';
import { mainCredit } from './identity/performers.js';
import { KnownNames } from './known-names.js';
import { Refs, refsOf } from './refs.js';

/** What tells who performs. */
type PerformerOf = Pick<Heard, 'performer' | 'artist' | 'artistId' | 'mbArtistId'>;

interface PerformerRow {
  readonly key: number;
  readonly name: string;
}

/** Finds or makes performers. For one transaction. */
export class Performers {
  private readonly refs: Refs;
  private readonly names: KnownNames;
  private readonly found = new Map<string, number>();

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
  ) {
    this.refs = new Refs(sql, 'performer');
    this.names = new KnownNames(sql);
  }

  /** Of what was heard. */
  async of(heard: PerformerOf): Promise<number> {
    const { artistId, mbArtistId } = heard;
    const name = mainName(heard);
    const question = JSON.stringify([name, artistId, mbArtistId]);
    let key = this.found.get(question);
    if (key === undefined) {
      key = (await this.byId(artistId, mbArtistId)) ?? (await this.madeMeanwhile(heard)) ?? (await this.named(name, mbArtistId)); // prettier-ignore
      await this.refs.learn(refsOf([['artist', artistId], ['mbid', mbArtistId]]), key); // prettier-ignore
      this.found.set(question, key);
    }
    return key;
  }

  /** Of that name, and of that MusicBrainz id where it is given. */
  async named(printed: string, mbArtistId?: string): Promise<number> {
    const name = mainCredit(printed);
    const identity = performerIdentity({ name });
    await lockName(this.sql, this.engine, `performer ${identity}`);
    const candidates = await this.sql.all<PerformerRow>(
      'SELECT key, name FROM performer WHERE identity_key = ? ORDER BY key',
      [identity],
    );
    const mbids = await this.refs.valuesOf('mbid', candidates.map(({ key }) => key)); // prettier-ignore
    const asked = { name, ...(mbArtistId !== undefined && { mbArtistId }) };
    for (const { key, name: known } of candidates) {
      const ids = mbids.get(key);
      if (mbArtistId !== undefined && ids !== undefined && !ids.includes(mbArtistId)) continue;
      const id = mbArtistId ?? ids?.[0];
      const other = { name: known, ...(ids && id !== undefined && { mbArtistId: id }) };
      const decide = (names?: KnownPerformers): Finding => samePerformer(asked, other, names);
      if (isSameName(known, name) || (await this.names.decide(name, known, decide)).outcome === 'same') return key;
    }
    return this.make(name, identity);
  }

  private async byId(artistId: string | undefined, mbArtistId: string | undefined): Promise<number | undefined> {
    const byMbid = mbArtistId === undefined ? undefined : await this.refs.find(['mbid', mbArtistId]);
    if (byMbid !== undefined) return byMbid;
    const byArtist = artistId === undefined ? undefined : await this.refs.find(['artist', artistId]);
    if (byArtist === undefined || (await this.refs.contradicts(byArtist, 'mbid', mbArtistId))) return undefined;
    return byArtist;
  }

  /** On PostgreSQL another one may have made it by its id since this one looked; on SQLite nobody else writes. */
  private async madeMeanwhile({ artistId, mbArtistId }: PerformerOf): Promise<number | undefined> {
    if (this.engine === 'sqlite' || mbArtistId === undefined) return undefined;
    await lockName(this.sql, this.engine, `performer mbid ${mbArtistId}`);
    return this.byId(artistId, mbArtistId);
  }

  private make(name: string, identity: string): Promise<number> {
    return insertRow(
      this.sql,
      this.engine,
      'INSERT INTO performer (identity_key, identity_version, name) VALUES (?, ?, ?)',
      [identity, IDENTITY_VERSION, name],
    );
  }
}

/** Also for names that say nobody, such as “Unknown artist”: the rules take them for no performer at all. */
function isSameName(left: string, right: string): boolean {
  return left === right;
}

/** The main performer as printed: guests are left out. */
export function mainName({ performer, artist }: Pick<Heard, 'performer' | 'artist'>): string {
  return performer ?? mainCredit(artist);
}
