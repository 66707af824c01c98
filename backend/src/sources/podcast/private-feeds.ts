import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordOf, writePrivately } from '../../common/index.js';
import type { FeedSecrets } from '../podcasts.js';

/**
 * Addresses with a password or a token in them, by the ids of their shows. They lie in a file that only this user may read,
 * beside the database and not in it: databases are copied into backups.
 */
export class PrivateFeeds implements FeedSecrets {
  private readonly file: string;
  private readonly addresses: Map<string, string>;

  /** @param folder that must not be lost, where the server keeps its secrets */
  constructor(folder: string) {
    this.file = join(folder, 'secrets', 'podcast-feeds.json');
    this.addresses = this.read();
  }

  find(showId: string): string | undefined {
    return this.addresses.get(showId);
  }

  keep(showId: string, address: string): void {
    if (this.addresses.get(showId) === address) return;
    this.addresses.set(showId, address);
    this.write();
  }

  forget(showId: string): void {
    if (this.addresses.delete(showId)) this.write();
  }

  private read(): Map<string, string> {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
      throw error;
    }
    // Damage is told at the start: to go on would be to write over what may still be saved by hand.
    const written = recordOf(JSON.parse(text)) ?? {};
    return new Map(
      Object.entries(written).flatMap(([id, address]) => (typeof address === 'string' ? [[id, address]] : [])),
    );
  }

  private write(): void {
    writePrivately(this.file, JSON.stringify(Object.fromEntries(this.addresses), null, 2));
  }
}
