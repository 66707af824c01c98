import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { EpisodeState, EpisodeSummary, ShowSummary } from '../../../core/api/podcast-types';
import { Toasts } from '../../../core/toasts';
import { Player } from '../../../player/player';
import { plural } from '../../../core/locale/formats';

/** How far somebody is in an episode. */
export interface Progress {
  readonly state: EpisodeState;
  /** From its start; absent where it is not left in the middle. */
  readonly positionMs?: number;
}

/** Who left it behind this has heard it, as the server sees it. */
const HEARD_PART = 0.95;

type Known = Pick<EpisodeSummary, 'id' | 'state' | 'positionMs'>;

/**
 * How far episodes were heard: as a list said when it was loaded, unless it was marked here since, or plays, or was left.
 */
@Service()
export class Heard {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly player = inject(Player);
  private readonly changed = signal<ReadonlyMap<string, Progress>>(new Map());
  private readonly marked = signal<ReadonlySet<string>>(new Set());
  private readonly bulk = signal(0);
  private readonly playing = computed(() => {
    const track = this.player.current();
    return track?.kind === 'episode' ? track.id : undefined;
  });

  /** Counts what changed many episodes at once: lists are to be loaded anew. */
  readonly revision = this.bulk.asReadonly();

  constructor() {
    let last: { id: string; progress: Progress } | undefined;
    effect(() => {
      const id = this.playing();
      const positionMs = this.player.positionMs();
      const durationMs = this.player.durationMs();
      const left = last;
      if (left && left.id !== id) untracked(() => this.show(left.id, left.progress));
      if (id === undefined || positionMs === 0) last = undefined;
      else if (durationMs > 0 && positionMs >= durationMs * HEARD_PART) last = { id, progress: { state: 'done' } };
      else last = { id, progress: { state: 'in-progress', positionMs } };
    });
  }

  of(episode: Known): Progress {
    const { state, positionMs } = this.changed().get(episode.id) ?? episode;
    if (this.playing() === episode.id) {
      const atMs = this.player.positionMs();
      if (atMs > 0) return { state: state === 'done' ? state : 'in-progress', positionMs: atMs };
    }
    return { state, ...(positionMs !== undefined && { positionMs }) };
  }

  /** Whether it was marked by hand since lists were loaded. */
  isMarked({ id }: Pick<EpisodeSummary, 'id'>): boolean {
    return this.marked().has(id);
  }

  /** Says that it was heard, or that it was not, and offers to take that back. */
  async mark(episode: Known & Pick<EpisodeSummary, 'title'>, isDone: boolean): Promise<void> {
    if (!(await this.put(episode, isDone))) return;
    const { title } = episode;
    const words = isDone
      ? $localize`“${title}:title:” is marked as played.`
      : $localize`“${title}:title:” is marked as not played.`;
    this.toasts.show(words, {
      label: $localize`Undo`,
      run: () => void this.put(episode, !isDone),
    });
  }

  /** Says the same of several at once. */
  async markAll(episodes: readonly Known[], isDone: boolean): Promise<void> {
    const ids = episodes.map(({ id }) => id);
    try {
      const { count } = await this.api.command('put', '/api/v1/podcasts/episodes/heard', { body: { ids, isDone } });
      const now = new Map(ids.map((id) => [id, { state: isDone ? 'done' : 'unheard' } satisfies Progress]));
      this.changed.update((changed) => new Map([...changed, ...now]));
      this.marked.update((marked) => new Set([...marked, ...ids]));
      this.toasts.show(isDone ? playedInWords(count) : notPlayedInWords(count), {
        label: $localize`Undo`,
        run: () => void this.markAll(episodes, !isDone),
      });
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  /** Says of all episodes of a show until one, that one included, that they were heard. */
  async markUpTo({ id, showId }: EpisodeSummary): Promise<void> {
    try {
      const { count } = await this.api.command('post', '/api/v1/podcasts/shows/{id}/heard-up-to', {
        path: { id: showId },
        body: { episodeId: id },
      });
      this.toasts.show(playedInWords(count));
      this.changed.set(new Map());
      this.bulk.update((times) => times + 1);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  /** Looks at the feed of a show at once. */
  async refresh({ id, title }: Pick<ShowSummary, 'id' | 'title'>): Promise<void> {
    try {
      const { state, reason } = await this.api.command('post', '/api/v1/podcasts/shows/{id}/refresh', { path: { id } });
      this.toasts.show(state === 'ok' || !reason ? $localize`“${title}:title:” is up to date.` : reason);
      this.bulk.update((times) => times + 1);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  /** @returns whether the server agreed */
  private async put({ id }: Known, isDone: boolean): Promise<boolean> {
    try {
      const now = await this.api.command('put', '/api/v1/podcasts/episodes/{id}/heard', {
        path: { id },
        body: { isDone },
      });
      this.show(id, { state: now.state, ...(now.positionMs !== undefined && { positionMs: now.positionMs }) });
      this.marked.update((marked) => new Set(marked).add(id));
      return true;
    } catch (error) {
      this.toasts.show(explain(error).message);
      return false;
    }
  }

  private show(id: string, progress: Progress): void {
    this.changed.update((changed) => new Map(changed).set(id, progress));
  }
}

function playedInWords(count: number): string {
  return plural(
    count,
    $localize`{COUNT, plural, one {# episode marked as played.} other {# episodes marked as played.}}`,
  );
}

function notPlayedInWords(count: number): string {
  return plural(
    count,
    $localize`{COUNT, plural, one {# episode marked as not played.} other {# episodes marked as not played.}}`,
  );
}
