import { Component, DestroyRef, inject, signal } from '@angular/core';
import { CircleCheck, CircleOff, Clock, TriangleAlert } from 'lucide';
import { explain } from '../../core/api/api-error';
import { Connection } from '../../core/api/connection';
import type { ScrobbleServiceView } from '../../core/api/types';
import { momentInWords } from '../../core/locale/formats';
import { Toasts } from '../../core/toasts';
import { LastFmConnect } from './last-fm-connect';
import { backlogInWords, refusalInWords, refusedInWords, scrobblingInWords } from './scrobbling-words';
import { Api } from '../../core/api/api';
import { query } from '../../core/api/query';
import { Icon } from '../../ui/icon';

const ICONS = {
  circleCheck: CircleCheck,
  circleOff: CircleOff,
  clock: Clock,
  triangleAlert: TriangleAlert,
};

const LOOK_EVERY_MS = 5_000;

/** Which services are told what is heard, how each is doing, and what a person can do about it. */
@Component({
  selector: 'px-scrobbling-section',
  imports: [LastFmConnect, Icon],
  templateUrl: './scrobbling-section.html',
  styleUrls: ['./section.css', './scrobbling-section.css'],
})
export class ScrobblingSection {
  protected readonly icons = ICONS;
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly connection = inject(Connection);
  protected readonly view = query('/api/v1/scrobbling', () => {
    this.connection.recovered();
    return {};
  });
  /** The service that is being asked to try now. */
  protected readonly asking = signal<string | undefined>(undefined);
  protected readonly moment = momentInWords;
  protected readonly inWords = scrobblingInWords;
  protected readonly backlog = backlogInWords;
  protected readonly refused = refusedInWords;
  protected readonly why = refusalInWords;

  constructor() {
    // Nothing tells of it when listens have left.
    const timer = setInterval(() => {
      if (this.isMoving()) this.view.reload();
    }, LOOK_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected trying({ name }: ScrobbleServiceView): string {
    return $localize`Try ${name}:service: now`;
  }

  protected canTry({ state, backlog }: ScrobbleServiceView): boolean {
    return state === 'refused' || state === 'unavailable' || (state === 'waiting' && backlog > 0);
  }

  protected async tryNow(id: string): Promise<void> {
    this.asking.set(id);
    try {
      await this.api.command('post', '/api/v1/scrobbling/{id}/retry', { path: { id } });
      this.view.reload();
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.asking.set(undefined);
    }
  }

  private isMoving(): boolean {
    const services = this.view.value()?.services ?? [];
    return services.some(({ state }) => state === 'waiting' || state === 'unavailable');
  }
}
