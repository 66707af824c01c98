import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { Clock } from '../common/index.js';
import { currentItem, Players, type OwnedState } from '../playback/index.js';
import { Notices } from './notices.js';
import { SongJudge } from './song-judge.js';
import { STATION_KIND } from './station-kind.js';
import { StationSources } from './station-sources.js';

const STILL_LISTENING = 'Still listening? Press play to go on.';

/** Pauses a station that plays to nobody, or plays nothing but adverts. */
@Injectable()
export class Attendance implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('stations');
  private following?: Subscription;

  constructor(
    private readonly players: Players,
    private readonly sources: StationSources,
    private readonly notices: Notices,
    private readonly judge: SongJudge,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.following = this.players.changes.subscribe((change) => this.look(change));
  }

  onModuleDestroy(): void {
    this.following?.unsubscribe();
  }

  private look({ ownerId, state, actedAtMs }: OwnedState): void {
    const { origin, status, isAwaiting } = state;
    const station = this.sources.ofContext(currentItem(state)?.context);
    const isOn = status === 'playing' || isAwaiting;
    if (!isOn || origin?.kind !== STATION_KIND || !station) return;
    const { source, nativeId } = station;
    this.notices.forgetBefore(origin.seed, actedAtMs);
    if (this.judge.takeTooMany(`${source}:${nativeId}`)) {
      const text = `${this.sources.nameOf(source)} sent adverts or silence in place of songs, several times in a row. Press play to try again, or play something else for a while.`;
      return this.pause(ownerId, origin.seed, text);
    }
    const asksAfterMs = this.sources.allowanceOf(source)?.asksAfterMs ?? Infinity;
    if (this.clock.nowMs() - actedAtMs >= asksAfterMs) this.pause(ownerId, origin.seed, STILL_LISTENING);
  }

  private pause(ownerId: string, key: number, text: string): void {
    this.notices.say(key, text);
    this.players
      .of(ownerId)
      .then(({ playback }) => playback.perform({ kind: 'pause' }))
      .catch((error: unknown) => this.logger.error(error instanceof Error ? error.stack : String(error)));
  }
}
