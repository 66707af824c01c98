import { setTimeout as delay } from 'node:timers/promises';
import type { PlayerView, QueueView } from '../../src/playback/player-view.dto.js';
import { TestEventSource } from '../support/event-source.js';

const OUTPUT = 'crash-output-1';

/** A command that changes the queue, and what the queue was when it was sent. */
export interface Pending {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** So many items come back by it. */
  readonly bringsBack?: number;
}

/** What clients were told, and thus must find again. */
export interface Acknowledged {
  view: PlayerView;
  /** When `view` came. */
  atMs: number;
  queue: QueueView;
  /** Command that was not answered yet, of those that change the queue. */
  pending?: Pending;
  /** Milliseconds heard of each play, as the server answered. */
  readonly heard: Map<string, number>;
}

/** Ends what is under way when the server is gone. */
class ServerGone extends Error {}

/** Somebody at the player, and the output that sounds: both as fast as the server answers. */
export class CrashClient {
  private events?: TestEventSource<PlayerView>;

  constructor(
    private readonly url: string,
    private readonly random: () => number,
    private readonly trackIds: readonly string[],
    readonly told: Acknowledged,
  ) {}

  /** The output is there and plays. */
  async connect(): Promise<void> {
    await this.send('PUT', `outputs/${OUTPUT}`, { name: 'Crash', kind: 'browser' });
    this.events = new TestEventSource<PlayerView>(
      this.url.replace(/playback$/, `events?topics=player&outputIds=${OUTPUT}`),
    );
    await this.events.until(({ event }) => event === 'player');
    await this.look();
  }

  /** Uses the player until the server is gone. */
  async play(): Promise<void> {
    const outcomes = await Promise.allSettled([this.control(), this.sound()]);
    this.events?.close();
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected' && !(outcome.reason instanceof ServerGone)) throw outcome.reason;
    }
  }

  private async control(): Promise<never> {
    for (;;) {
      const command = this.command();
      const changesQueue = /^(?:play|stop|shuffle|queue)/.test(command.path);
      const before = this.told.view.queueRevision;
      if (changesQueue) this.told.pending = command;
      await this.send('POST', command.path, { revision: this.told.view.revision, ...command.body });
      if (this.told.view.queueRevision !== before) await this.lookAtQueue();
      delete this.told.pending;
      if (this.random() < 0.3) await delay(this.random() * 30);
    }
  }

  private async sound(): Promise<never> {
    for (;;) {
      const { view } = this.told;
      const { playId, current, next } = view;
      if (view.status === 'paused' || !playId || !current) {
        await this.send('POST', 'resume', { revision: view.revision, outputId: OUTPUT });
        continue;
      }
      const durationMs = current.track.durationMs;
      const heardMs = (view.heardMs ?? 0) + Math.round(this.random() * 1_400);
      const isAtEnd = this.random() < 0.1 && next !== undefined;
      const body = isAtEnd
        ? { kind: 'advanced', toItemId: next.itemId, positionMs: 0 }
        : {
            kind: 'progress',
            positionMs: Math.min(durationMs ?? Infinity, view.positionMs + Math.round(this.random() * 300)),
          };
      await this.send('POST', `outputs/${OUTPUT}/reports`, { playId, revision: view.revision, heardMs, ...body });
      if (this.random() < 0.5) await delay(this.random() * 50);
    }
  }

  private command(): Pending {
    const { view, queue } = this.told;
    const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(this.random() * all.length)];
    const itemId = pick(queue.items)?.itemId;
    const other = pick(queue.items)?.itemId;
    const tracks = Array.from({ length: 1 + Math.floor(this.random() * 40) }, () => pick(this.trackIds));
    if (itemId === undefined || queue.items.length > 300) {
      return { path: 'play', body: { trackIds: tracks, outputId: OUTPUT, isShuffled: this.random() < 0.3 } };
    }
    const some: readonly Pending[] = [
      ...(this.random() < 0.5 ? [{ path: 'play', body: { subject: { kind: 'everything' }, outputId: OUTPUT } }] : []),
      { path: 'queue/items', body: { trackIds: tracks, place: pick(['next', 'last']) } },
      { path: 'queue/move', body: { itemIds: [itemId], ...(other !== itemId && { beforeItemId: other }) } },
      { path: 'queue/remove', body: { itemIds: [itemId] } },
      { path: 'queue/clear', body: {} },
      ...(view.undo
        ? [{ path: 'queue/undo', body: { removedIn: view.undo.removedIn }, bringsBack: view.undo.count }]
        : []),
      { path: 'shuffle', body: { isShuffled: !view.isShuffled } },
      { path: 'next', body: {} },
      { path: 'previous', body: {} },
      { path: 'pause', body: {} },
      { path: 'jump', body: { itemId } },
      { path: 'seek', body: { positionMs: Math.floor(this.random() * (view.current?.track.durationMs ?? 1)) } },
      { path: 'volume', body: { volume: Math.floor(this.random() * 101) } },
      { path: 'repeat', body: { repeat: pick(['off', 'all', 'one']) } },
    ];
    return pick(some) ?? { path: 'pause', body: {} };
  }

  private async look(): Promise<void> {
    await this.send('GET', '');
    await this.lookAtQueue();
  }

  private async lookAtQueue(): Promise<void> {
    const queue = await this.fetch('GET', 'queue');
    this.told.queue = (await queue.json()) as QueueView;
  }

  /** Remembers the player as answered; a conflict tells it, too. */
  private async send(method: string, path: string, body?: object): Promise<void> {
    const response = await this.fetch(method, path, body);
    const text = await response.text().catch(() => {
      throw new ServerGone();
    });
    const answer = JSON.parse(text) as PlayerView & { player?: PlayerView };
    if (response.status === 409 && answer.player) return this.remember(answer.player);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    this.remember(answer);
  }

  private remember(view: PlayerView): void {
    // Two requests under way may be answered out of order.
    if (view.revision < this.told.view.revision) return;
    this.told.view = view;
    this.told.atMs = Date.now();
    if (view.playId !== undefined) {
      const known = this.told.heard.get(view.playId) ?? 0;
      this.told.heard.set(view.playId, Math.max(known, view.heardMs ?? 0));
    }
  }

  private async fetch(method: string, path: string, body?: object): Promise<Response> {
    const options = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return fetch(`${this.url}/${path}`, { method, ...options }).catch(() => {
      throw new ServerGone();
    });
  }
}
