import { computed, DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import { explain, type Failure } from '../core/api/api-error';
import { Connection } from '../core/api/connection';
import type { QueueItemView, QueueView, TrackView } from '../core/api/types';
import { plural } from '../core/locale/formats';
import { Toasts } from '../core/toasts';
import { AwayPlayer } from './away-player';
import { type Command, type Change, PlayerCommands } from './player-commands';
import { PlayerState, withTrack } from './player-state';
import { Api } from '../core/api/api';

type Items = readonly QueueItemView[];
type Edit = (items: Items) => Items;

/**
 * The items of the queue, loaded while somebody looks at them, and what is changed about them. A change shows at once;
 * the list is only loaded anew where the server's can be another one.
 */
@Service()
export class PlayerQueue {
  private readonly api = inject(Api);
  private readonly state = inject(PlayerState);
  private readonly commands = inject(PlayerCommands);
  private readonly toasts = inject(Toasts);
  private readonly connection = inject(Connection);
  private readonly away = inject(AwayPlayer);

  private readonly loaded = signal<QueueView | undefined>(undefined);
  private readonly edits = signal<readonly Edit[]>([]);
  private readonly watchers = signal(0);
  private readonly isLoading = signal(false);
  private readonly failed = signal<Failure | undefined>(undefined);

  /** Absent until they are loaded; see {@link watch}. */
  readonly items = computed(() => {
    const own = this.away.items();
    if (own) return own;
    const queue = this.loaded();
    return queue && this.edits().reduce<Items>((items, edit) => edit(items), queue.items);
  });
  /** Why they could not be loaded. */
  readonly failure = this.failed.asReadonly();

  constructor() {
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => this.failed.set(undefined));
    });
    effect(() => {
      const wanted = this.state.confirmed()?.queueRevision;
      const isWanted = this.watchers() > 0 && wanted !== undefined && wanted !== this.loaded()?.queueRevision;
      // What is being changed is known without loading it.
      const isBusy = this.isLoading() || this.edits().length > 0;
      if (isWanted && !isBusy && !this.failed()) untracked(() => void this.load());
    });
  }

  /** Keeps the items loaded until the caller, an injection context, is destroyed. */
  watch(): void {
    this.watchers.update((count) => count + 1);
    inject(DestroyRef).onDestroy(() => this.watchers.update((count) => count - 1));
  }

  async load(): Promise<void> {
    this.failed.set(undefined);
    this.isLoading.set(true);
    try {
      this.loaded.set(await this.api.read('/api/v1/playback/queue'));
    } catch (error) {
      this.failed.set(explain(error));
    } finally {
      this.isLoading.set(false);
    }
  }

  /** Puts items before another one, or at the end. */
  async move(itemIds: readonly string[], beforeItemId: string | undefined): Promise<void> {
    const body = { itemIds: [...itemIds], ...(beforeItemId && { beforeItemId }) };
    await this.edit({ name: 'queue/move', body }, (items) => moved(items, new Set(itemIds), beforeItemId));
  }

  /** Puts items right behind the one that plays, which stays where it is. */
  async moveToNext(itemIds: readonly string[]): Promise<void> {
    const current = this.state.view()?.current?.itemId;
    const moving = new Set(itemIds.filter((itemId) => itemId !== current));
    const items = this.items() ?? [];
    const behind = items.slice(items.findIndex(({ itemId }) => itemId === current) + 1);
    if (moving.size > 0) await this.move([...moving], behind.find(({ itemId }) => !moving.has(itemId))?.itemId);
  }

  /** Takes items out; offers to put them back. */
  async remove(...taken: readonly QueueItemView[]): Promise<void> {
    const itemIds = new Set(taken.map(({ itemId }) => itemId));
    const change = await this.edit({ name: 'queue/remove', body: { itemIds: [...itemIds] } }, (items) =>
      items.filter(({ itemId }) => !itemIds.has(itemId)),
    );
    const words =
      taken.length === 1
        ? $localize`“${taken[0]?.track.title}:title:” is out of the queue.`
        : plural(
            taken.length,
            $localize`{COUNT, plural, one {# item is out of the queue.} other {# items are out of the queue.}}`,
          );
    if (change) this.offerUndo(words, change);
  }

  /** Empties what comes; what plays goes on. Offers to put it back. */
  async clearUpcoming(): Promise<void> {
    const current = this.state.view()?.current?.itemId;
    const change = await this.edit({ name: 'queue/clear' }, (items) =>
      items.slice(0, items.findIndex((item) => item.itemId === current) + 1),
    );
    if (change) this.offerUndo($localize`The queue is cleared.`, change);
  }

  /** Another queue plays now. Offers to bring back the former, where something of it was still to come. */
  offerFormer(change: Change): void {
    const { before, after } = change;
    const [left, now] = [before.current?.context, after.current?.context];
    // Who goes about in one album has lost nothing.
    const isSameSubject =
      left !== undefined && left.kind === now?.kind && left.id === now.id && left.title === now.title;
    if (!isSameSubject && before.index + 1 < before.length)
      this.offerUndo($localize`Something else plays now.`, change);
  }

  /** Shows a track's new title wherever it stands. */
  trackChanged(track: TrackView): void {
    this.loaded.update((queue) => queue && { ...queue, items: queue.items.map((item) => withTrack(item, track)) });
  }

  private async edit(command: Command, edit: Edit): Promise<Change | undefined> {
    const expected: Edit = (items) => edit(items);
    this.edits.update((list) => [...list, expected]);
    const change = await this.commands.send(command);
    const queue = this.loaded();
    if (change && queue?.queueRevision === change.before.queueRevision) {
      this.loaded.set({ queueRevision: change.after.queueRevision, items: [...edit(queue.items)] });
    }
    this.edits.update((list) => list.filter((each) => each !== expected));
    return change;
  }

  private offerUndo(words: string, { before, after }: Change): void {
    const { undo } = after;
    // Something else had taken them out already.
    if (!undo || after.queueRevision === before.queueRevision) return;
    this.toasts.show(words, {
      label: $localize`Undo`,
      run: () => void this.commands.send({ name: 'queue/undo', body: { removedIn: undo.removedIn } }),
    });
  }
}

/** With items before another one, or at the end; as it is when that one is not there, or moves too. */
export function moved(items: Items, itemIds: ReadonlySet<string>, beforeItemId: string | undefined): Items {
  const moving = items.filter(({ itemId }) => itemIds.has(itemId));
  const rest = items.filter(({ itemId }) => !itemIds.has(itemId));
  const place = beforeItemId === undefined ? rest.length : rest.findIndex((each) => each.itemId === beforeItemId);
  return place >= 0 ? [...rest.slice(0, place), ...moving, ...rest.slice(place)] : items;
}
