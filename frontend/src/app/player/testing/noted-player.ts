import { type Provider, signal } from '@angular/core';
import type { TrackView } from '../../core/api/types';
import { Player } from '../player';

/** For specs: a player that only notes what it is told to do. */
export class NotedPlayer {
  readonly current = signal<TrackView | undefined>(undefined);
  readonly isPlaying = signal(false);
  readonly status = signal('playing');
  /** The name of each command, and what came with it. */
  readonly told: unknown[][] = [];

  readonly provider: Provider = { provide: Player, useValue: this };

  play(...what: unknown[]): void {
    this.told.push(['play', ...what]);
  }

  playTrack(...what: unknown[]): void {
    this.told.push(['playTrack', ...what]);
  }

  toggle(): void {
    this.told.push(['toggle']);
  }

  isKnown(): boolean {
    return true;
  }
}
