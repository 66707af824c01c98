import { Injectable } from '@nestjs/common';
import type { Sql } from '../../sql/index.js';
import { PlaylistReadOnly } from '../playlist-error.js';
import { OriginStore, type OriginRow } from './origin-store.js';

/** Whether it is as its origin says. */
export function isReadOnly({ kind, is_frozen }: Pick<OriginRow, 'kind' | 'is_frozen'>): boolean {
  return kind === 'file' || (kind === 'remote' && !is_frozen);
}

/** What may be changed of playlists that come from elsewhere. */
@Injectable()
export class OriginRules {
  constructor(private readonly origins: OriginStore) {}

  /** @throws PlaylistReadOnly what is in it follows from where it comes from */
  async refuseChange(sql: Sql, playlistKey: number): Promise<void> {
    const origin = (await this.origins.of(sql, [playlistKey])).get(playlistKey);
    if (!origin || !isReadOnly(origin)) return;
    throw origin.kind === 'file'
      ? new PlaylistReadOnly('file', `It is read from the file ${origin.ref}.`)
      : new PlaylistReadOnly('source', 'It follows a playlist of a source.');
  }
}
