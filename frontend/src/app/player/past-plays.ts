import { effect, inject, Service, untracked } from '@angular/core';
import { Api } from '../core/api/api';
import { isInvalid } from '../core/api/api-error';
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
  /** What there was no room for. */
  private readonly unkept = new Map<string, KeptPlay>();
  /** Something may be there that was not yet when it was last looked. */
  private hasMore = false;
  private atOnce = AT_ONCE;
  private telling?: Promise<void>;

  constructor() {
    void this.tell();
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => void this.tell());
    });
  }

  /** How a play is; told to the server once it is over. */
  async keep(play: PastPlay, isOver: boolean): Promise<void> {
    const kept: KeptPlay = { ...play, isOver };
    try {
      await this.store.put('plays', kept);
      this.unkept.delete(play.playId);
    } catch {
      // The device is full: it is told as long as the page is there.
      this.unkept.set(play.playId, kept);
    }
    if (isOver && this.connection.isOnline()) await this.tell();
  }

  private tell(): Promise<void> {
    this.hasMore = true;
    this.telling ??= this.tellAll().finally(() => (this.telling = undefined));
    return this.telling;
  }

  private async tellAll(): Promise<void> {
    while (this.hasMore) {
      this.hasMore = false;
      const plays = await this.over();
      if (plays.length === 0) continue;
      this.hasMore = true;
      const batch = plays.slice(0, this.atOnce);
      try {
        await this.send(batch);
      } catch (error) {
        // What the server fails at it may do later.
        if (!isInvalid(error)) return;
        // One of them makes no sense to it: which one shows when each is told alone.
        if (batch.length > 1) {
          this.atOnce = 1;
          continue;
        }
      }
      for (const { playId } of batch) await this.forget(playId);
    }
    this.atOnce = AT_ONCE;
  }

  private async send(plays: readonly KeptPlay[]): Promise<void> {
    const body = { name: this.tab.name, plays: plays.map(({ isOver: _, ...play }) => play) };
    await this.api.command('post', '/api/v1/playback/outputs/{id}/plays', { path: { id: this.tab.id }, body });
  }

  private async forget(playId: string): Promise<void> {
    this.unkept.delete(playId);
    await this.store.remove('plays', playId);
  }

  private async over(): Promise<KeptPlay[]> {
    const plays = new Map((await this.store.all<KeptPlay>('plays')).map((play) => [play.playId, play]));
    for (const play of this.unkept.values()) plays.set(play.playId, play);
    return [...plays.values()].filter(({ isOver, endedAtMs }) => isOver || Date.now() - endedAtMs > OVER_AFTER_MS);
  }
}
