import { HttpBackend, HttpClient, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';
import { catchError, firstValueFrom, tap, throwError } from 'rxjs';
import { isServerAway } from './api-error';
import { KEPT_AT_HEADER } from './kept-names';
import { healthUrl } from './urls';

/** Waits between questions while the server is away: quick at first, for a restart; then sparing. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const ANSWER_WITHIN_MS = 5_000;

/**
 * Whether the server answers. Any request that gets no answer marks it away, and so does a stream of events that breaks
 * off for good; from then on `/healthz` is asked until it is back.
 */
@Service()
export class Connection {
  // Past the interceptor below, which would report each of these failures again.
  private readonly http = new HttpClient(inject(HttpBackend));
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly online = signal(true);
  private readonly recoveries = signal(0);
  private readonly outdates = signal(0);
  private readonly keptAt = signal<number | undefined>(undefined);
  private timer?: ReturnType<typeof setTimeout>;
  private attempt = 0;

  /** Whether the server answered when it was last asked. */
  readonly isOnline = this.online.asReadonly();
  /** When what is shown was true, where the server is away and this browser has kept an answer; in epoch milliseconds. */
  readonly keptAtMs = this.keptAt.asReadonly();
  /** Counts up each time the server is back; read it in a resource to load again what failed meanwhile. */
  readonly recovered = this.recoveries.asReadonly();
  /** Counts up where, besides, answers were shown meanwhile that this browser had kept: what was made of them is asked for again. */
  readonly outdated = this.outdates.asReadonly();

  constructor() {
    const retry = (): void => this.askNow();
    this.window?.addEventListener('online', retry);
    this.window?.addEventListener('offline', () => this.reportAway());
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.window?.removeEventListener('online', retry);
    });
  }

  /** Says that a request got no answer. */
  reportAway(): void {
    if (!this.online()) return;
    this.online.set(false);
    this.attempt = 0;
    this.scheduleAsking();
  }

  /** Says that a request got no answer but one that this browser has kept. @param atMs when that was given */
  reportKept(atMs: number): void {
    this.reportAway();
    this.keptAt.update((known) => Math.min(known ?? Infinity, atMs));
  }

  /** Says that something broke off which may be the server's going away: it is asked. */
  async verify(): Promise<void> {
    if (!this.online()) return;
    if (!(await this.isAnswering())) this.reportAway();
  }

  /** Says that a request was answered. */
  reportAnswer(): void {
    if (this.online()) return;
    clearTimeout(this.timer);
    this.online.set(true);
    if (this.keptAt() !== undefined) this.outdates.update((count) => count + 1);
    this.keptAt.set(undefined);
    this.recoveries.update((count) => count + 1);
  }

  /** Asks at once instead of at the next turn. */
  askNow(): void {
    if (this.online()) return;
    clearTimeout(this.timer);
    void this.ask();
  }

  private scheduleAsking(): void {
    const wait = RETRY_MS[Math.min(this.attempt++, RETRY_MS.length - 1)];
    this.timer = setTimeout(() => void this.ask(), wait);
  }

  private async ask(): Promise<void> {
    if (await this.isAnswering()) this.reportAnswer();
    else this.scheduleAsking();
  }

  private async isAnswering(): Promise<boolean> {
    try {
      await firstValueFrom(this.http.get(healthUrl, { responseType: 'text', timeout: ANSWER_WITHIN_MS }));
      return true;
    } catch {
      // Any failure, also a time-out, means the same here: it does not answer.
      return false;
    }
  }
}

/** Tells {@link Connection} of every answer and of every missing one. */
export const watchConnection: HttpInterceptorFn = (request, next) => {
  const connection = inject(Connection);
  return next(request).pipe(
    tap((event) => {
      if (!(event instanceof HttpResponse)) return;
      const keptAt = event.headers.get(KEPT_AT_HEADER);
      if (keptAt === null) connection.reportAnswer();
      else connection.reportKept(Number(keptAt));
    }),
    catchError((error: unknown) => {
      if (isServerAway(error)) connection.reportAway();
      return throwError(() => error);
    }),
  );
};
