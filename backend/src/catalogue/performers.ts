import { insertRow, lockName, type Engine, type Sql } from '../sql/index.js';
import type { Heard } from './heard.js';
import { IDENTITY_VERSION } from './identity-version.js';
import { performerIdentity, samePerformer } from './identity/performer-rules.js';
import { mainCredit } from './identity/performers.js';
import { artistsNamed } from './library-match.js';
import { Refs, refsOf } from './refs.js';

interface PerformerRow {
  readonly key: number;
  readonly name: string;
}

/** Finds or makes performers. For one transaction. */
export class Performers {
  private readonly refs: Refs;

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
  ) {
    this.refs = new Refs(sql, 'performer');
  }

  /** Of what was heard. */
  async of(heard: Heard): Promise<number> {
    const { artistId, mbArtistId } = heard;
    const key = (await this.byId(artistId, mbArtistId)) ?? (await this.named(mainName(heard), mbArtistId));
    await this.refs.learn(refsOf([['artist', artistId], ['mbid', mbArtistId]]), key); // prettier-ignore
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
    const found = candidates.find(({ key, name: known }) => {
      const ids = mbids.get(key);
      const id = ids?.find((value) => value === mbArtistId) ?? ids?.[0];
      return isSameName(known, name) ||
        samePerformer(asked, { name: known, ...(id !== undefined && { mbArtistId: id }) }).outcome === 'same'
        ? mbArtistId === undefined || ids === undefined || ids.includes(mbArtistId)
        : false;
    });
    return found?.key ?? (await this.make(name, identity, mbArtistId));
  }

  private async byId(artistId: string | undefined, mbArtistId: string | undefined): Promise<number | undefined> {
    const byMbid = mbArtistId === undefined ? undefined : await this.refs.find(['mbid', mbArtistId]);
    if (byMbid !== undefined) return byMbid;
    const byArtist = artistId === undefined ? undefined : await this.refs.find(['artist', artistId]);
    if (byArtist === undefined || (await this.refs.contradicts(byArtist, 'mbid', mbArtistId))) return undefined;
    return byArtist;
  }

  private async make(name: string, identity: string, mbArtistId: string | undefined): Promise<number> {
    const key = await insertRow(
      this.sql,
      this.engine,
      'INSERT INTO performer (identity_key, identity_version, name) VALUES (?, ?, ?)',
      [identity, IDENTITY_VERSION, name],
    );
    const artists = await artistsNamed(this.sql, name, mbArtistId);
    await this.refs.learn(refsOf(artists.map((id) => ['artist', id])), key);
    return key;
  }
}

/** Also for names that say nobody, such as “Unknown artist”: the rules take them for no performer at all. */
function isSameName(left: string, right: string): boolean {
  return left === right;
}

/** The main performer as printed: guests are left out. */
export function mainName({ performer, artist }: Heard): string {
  return performer ?? mainCredit(artist);
}
