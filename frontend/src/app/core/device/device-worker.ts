import { computed, DOCUMENT, inject, isDevMode, Service, signal } from '@angular/core';
import { cacheName, type KeptKind } from '../api/kept-names';

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
  /** Whether this browser can keep anything. */
  readonly isPossible = computed(() => this.state() === 'starting' || this.state() === 'ready');

  constructor() {
    if (this.stateNow() !== 'starting') return;
    setTimeout(() => void this.start(), START_AFTER_MS);
  }

  /** At once: somebody asks for what it does. @returns whether it is there */
  async start(): Promise<boolean> {
    if (this.stateNow() !== 'starting') return this.stateNow() === 'ready';
    try {
      const { serviceWorker } = this.window!.navigator;
      const registration = await serviceWorker.register('worker.js', { updateViaCache: 'none' });
      await Promise.race([serviceWorker.ready, failure(registration)]);
      this.stateNow.set('ready');
    } catch {
      // Private windows, and browsers that are told to keep nothing.
      this.stateNow.set('absent');
    }
    return this.stateNow() === 'ready';
  }

  /** Forgets pages and covers that were shown; the app itself stays, in which nothing is of anybody. */
  async forgetPages(): Promise<void> {
    await Promise.all((['answers', 'covers'] as const).map((kind) => caches.delete(this.nameOf(kind))));
  }

  /** What this page and its worker share. */
  cache(kind: KeptKind): Promise<Cache> {
    return caches.open(this.nameOf(kind));
  }

  private nameOf(kind: KeptKind): string {
    return cacheName(kind, new URL('.', this.window!.document.baseURI).href);
  }

  private initial(): WorkerState {
    if (!this.window?.isSecureContext) return 'insecure';
    // While the app is developed, its files change under their names.
    return 'serviceWorker' in this.window.navigator && !isDevMode() ? 'starting' : 'absent';
  }
}

/** Where the first worker cannot be installed, there never is one to wait for. */
function failure({ installing, active }: ServiceWorkerRegistration): Promise<never> {
  return new Promise((_, reject) => {
    if (active) return;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant') reject(new Error('The worker was not installed.'));
    });
  });
}
