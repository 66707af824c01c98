import { cacheName } from '../api/kept-names';
import { DOCUMENT, inject, isDevMode, Service, signal } from '@angular/core';

/** After the first page is there, so that nothing of it waits. */
const START_AFTER_MS = 8_000;

/**
 * `insecure`: browsers give it to HTTPS and to this machine only. `absent`: this browser has none, or keeps nothing for pages.
 */
export type WorkerState = 'insecure' | 'absent' | 'starting' | 'ready';

/** The worker that lets the app start without a network, and keeps what is to stay on this device. */
@Service()
export class DeviceWorker {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly stateNow = signal<WorkerState>(this.initial());

  readonly state = this.stateNow.asReadonly();

  constructor() {
    if (this.stateNow() !== 'starting') return;
    setTimeout(() => void this.start(), START_AFTER_MS);
  }

  /** At once: somebody asks for what it does. @returns whether it is there */
  async start(): Promise<boolean> {
    if (this.stateNow() !== 'starting') return this.stateNow() === 'ready';
    try {
      const { serviceWorker } = this.window!.navigator;
      await serviceWorker.register('worker.js', { updateViaCache: 'none' });
      await serviceWorker.ready;
      this.stateNow.set('ready');
    } catch {
      // Private windows, and browsers that are told to keep nothing.
      this.stateNow.set('absent');
    }
    return this.stateNow() === 'ready';
  }

  /** Forgets pages and covers that were shown; the app itself stays, in which nothing is of anybody. */
  async forgetPages(): Promise<void> {
    const scope = new URL('.', this.window!.document.baseURI).href;
    await Promise.all((['answers', 'covers'] as const).map((kind) => caches.delete(cacheName(kind, scope))));
  }

  private initial(): WorkerState {
    if (!this.window?.isSecureContext) return 'insecure';
    // While the app is developed, its files change under their names.
    return 'serviceWorker' in this.window.navigator && !isDevMode() ? 'starting' : 'absent';
  }
}
