import { effect, inject, Service, untracked } from '@angular/core';
import { Api } from '../core/api/api';
import { isServerAway } from '../core/api/api-error';
import { Connection } from '../core/api/connection';
import type { PastPlay } from '../core/api/types';
import { DeviceStore } from '../core/device/device-store';
import { TabIdentity } from './tab-identity';

/** A play that goes on is kept anew every few seconds: one that was not for so long is over. */
const OVER_AFTER_MS = 60_000;
/** The server takes 100. */
const AT_ONCE = 50;

interface KeptPlay extends PastPlay {
  readonly isOver: boolean;
}

/**
 * What this browser made heard by itself: kept until the server has taken it, also when the page is loaded anew. Each play has an
 * id of its own, so that it counts once, however often it is told.
 */
@Service()
export class PastPlays {
  private readonly api = inject(Api);
  private readonly store = inject(DeviceStore);
  private readonly tab = inject(TabIdentity);
  private readonly connection = inject(Connection);
  private telling?: Promise<void>;

  constructor() {
    void this.tell();
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => void this.tell());
    });
  }

  /** How a play is; told to the server once it is over. */
  async keep(play: PastPlay, isOver: boolean): Promise<void> {
    await this.store.put('plays', { ...play, isOver } satisfies KeptPlay);
    if (isOver && this.connection.isOnline()) await this.tell();
  }

  private tell(): Promise<void> {
    this.telling ??= this.tellAll().finally(() => (this.telling = undefined));
    return this.telling;
  }

  private async tellAll(): Promise<void> {
    for (let plays = await this.over(); plays.length > 0; plays = await this.over()) {
      const batch = plays.slice(0, AT_ONCE);
      const body = { name: this.tab.name, plays: batch.map(({ isOver: _, ...play }) => play) };
      try {
        await this.api.command('post', '/api/v1/playback/outputs/{id}/plays', { path: { id: this.tab.id }, body });
      } catch (error) {
        // Any other answer would be the same the next time.
        if (isServerAway(error)) return;
      }
      for (const { playId } of batch) await this.store.remove('plays', playId);
    }
  }

  private async over(): Promise<KeptPlay[]> {
    const plays = await this.store.all<KeptPlay>('plays');
    return plays.filter(({ isOver, endedAtMs }) => isOver || Date.now() - endedAtMs > OVER_AFTER_MS);
  }
}
