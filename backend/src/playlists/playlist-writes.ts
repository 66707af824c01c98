import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import { Database } from '../database/index.js';
import type { Transaction } from '../database/index.js';

/** Every change of playlists goes through here, so that whoever shows some hears of it. */
@Injectable()
export class PlaylistWrites {
  private readonly changed = new Subject<string>();
  /** Tells the person whose playlists are other now, once that is kept. */
  readonly changes: Observable<string> = this.changed.asObservable();

  constructor(private readonly database: Database) {}

  async write<T>(ownerId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const result = await this.database.write(work);
    this.tell(ownerId);
    return result;
  }

  /** For a change whose transaction is somebody else’s. */
  tell(ownerId: string): void {
    this.changed.next(ownerId);
  }
}
