import { DatePipe } from '@angular/common';
import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { LucideCircleCheck, LucideCircleOff, LucideClock, LucideTriangleAlert } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { explain } from '../../core/api/api-error';
import { Connection } from '../../core/api/connection';
import type { ScrobbleServiceView, ScrobblingView } from '../../core/api/types';
import { scrobblingRetryUrl, scrobblingUrl } from '../../core/api/urls';
import { Toasts } from '../../core/toasts';
import { LastFmConnect } from './last-fm-connect';
import { backlogInWords, refusedInWords, scrobblingInWords } from './scrobbling-words';

const LOOK_EVERY_MS = 5_000;

/** Which services are told what is heard, how each is doing, and what a person can do about it. */
@Component({
  selector: 'px-scrobbling-section',
  imports: [DatePipe, LastFmConnect, LucideCircleCheck, LucideCircleOff, LucideClock, LucideTriangleAlert],
  templateUrl: './scrobbling-section.html',
  styleUrls: ['./section.css', './scrobbling-section.css'],
})
export class ScrobblingSection {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly connection = inject(Connection);
  protected readonly view = httpResource<ScrobblingView>(() => {
    this.connection.recovered();
    return scrobblingUrl;
  });
  protected readonly failure = computed(() => explain(this.view.error()).message);
  /** The service that is being asked to try now. */
  protected readonly asking = signal<string | undefined>(undefined);
  protected readonly inWords = scrobblingInWords;
  protected readonly backlog = backlogInWords;
  protected readonly refused = refusedInWords;

  constructor() {
    // Nothing tells of it when listens have left.
    const timer = setInterval(() => {
      if (this.isMoving()) this.view.reload();
    }, LOOK_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected canTry({ state, backlog }: ScrobbleServiceView): boolean {
    return state === 'refused' || state === 'unavailable' || (state === 'waiting' && backlog > 0);
  }

  protected async tryNow(id: string): Promise<void> {
    this.asking.set(id);
    try {
      await firstValueFrom(this.http.post(scrobblingRetryUrl(id), {}));
      this.view.reload();
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.asking.set(undefined);
    }
  }

  private isMoving(): boolean {
    const services = this.view.hasValue() ? this.view.value().services : [];
    return services.some(({ state }) => state === 'waiting' || state === 'unavailable');
  }
}
