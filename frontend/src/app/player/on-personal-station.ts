import { computed, inject, Service, signal } from '@angular/core';
import { Api } from '../core/api/api';
import { explain } from '../core/api/api-error';
import type { PersonalStationView, StationNowView } from '../core/api/types';
import { Events } from '../core/events/events';
import { Toasts } from '../core/toasts';
import { Player } from './player';
import { plural } from '../core/locale/formats';

/** What plays of a station that chooses for this listener: its thumb, and how many songs may still be skipped. */
@Service()
export class OnPersonalStation {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly player = inject(Player);
  private readonly told = signal<StationNowView>({});

  /** Absent while nothing of a station plays. */
  readonly now = computed(() => {
    const now = this.told();
    return now.trackId !== undefined && now.trackId === this.player.current()?.id ? now : undefined;
  });
  /** Such as “5 skips left”; absent where there is no limit. */
  readonly skips = computed(() => skipsInWords(this.now()?.station));

  constructor() {
    inject(Events).listen('personal-stations', (now) => this.told.set(now));
  }

  /** Gives the thumb, or takes it back where it is given already. */
  async thumb(isUp: boolean): Promise<void> {
    const { trackId = '', thumb } = this.now() ?? {};
    const wish = isUp ? 'up' : 'down';
    const isGiven = thumb === wish;
    this.told.update((now) => ({ ...now, thumb: isGiven ? undefined : wish }));
    try {
      await (isGiven ? this.takeBack(trackId) : this.give(trackId, isUp));
    } catch (error) {
      this.told.update((now) => (now.trackId === trackId ? { ...now, thumb } : now));
      this.toasts.show(explain(error).message);
    }
  }

  private async give(trackId: string, isUp: boolean): Promise<void> {
    const { notSkipped } = await this.api.command('put', '/api/v1/station-songs/{trackId}/thumb', {
      path: { trackId },
      body: { isUp },
    });
    if (notSkipped !== undefined) this.toasts.show($localize`The thumb is given. ${notSkipped}:reason:`);
  }

  private async takeBack(trackId: string): Promise<void> {
    await this.api.command('delete', '/api/v1/station-songs/{trackId}/thumb', { path: { trackId } });
  }
}

export function skipsInWords(station: PersonalStationView | undefined): string | undefined {
  const left = station?.skips?.left;
  if (left === undefined) return undefined;
  return plural(left, $localize`{COUNT, plural, =0 {No skips left} one {# skip left} other {# skips left}}`);
}
