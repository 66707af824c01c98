import { computed, inject, Service } from '@angular/core';
import type { ChapterView } from '../core/api/podcast-types';
import { query } from '../core/api/query';
import { lastBegun } from '../ui/last-begun';
import { Player } from './player';

/** Later than this in a chapter, "previous" means its start. */
const RESTART_AFTER_MS = 3_000;

/** The chapters of the episode that plays. That they cannot be had takes nothing from it, and is not told here. */
@Service()
export class PlayingChapters {
  private readonly player = inject(Player);
  private readonly episodeId = computed(() => (this.player.isSpeech() ? this.player.current()?.id : undefined));
  private readonly loaded = query(
    '/api/v1/podcasts/episodes/{id}/chapters',
    () => {
      const id = this.episodeId();
      return id === undefined ? undefined : { path: { id } };
    },
    $localize`the chapters`,
  );
  private readonly all = computed<readonly ChapterView[]>(() => this.loaded.value()?.items ?? []);

  /** Those that are to be seen, in their order. */
  readonly listed = computed(() => this.all().filter(({ isHidden }) => !isHidden));
  private readonly at = computed(() => lastBegun(this.listed(), this.player.positionMs()));
  /** The one that is heard; absent before the first. */
  readonly current = computed(() => this.listed()[this.at()]);
  readonly hasNext = computed(() => this.at() + 1 < this.listed().length);

  /** @returns whether there is a next one to go to */
  next(): boolean {
    const next = this.listed()[this.at() + 1];
    if (next) this.player.seek(next.startMs);
    return next !== undefined;
  }

  /**
   * To the start of the chapter, or to the one before when it has only begun.
   * @returns whether there are chapters at all
   */
  previous(): boolean {
    const listed = this.listed();
    if (listed.length === 0) return false;
    const current = this.current();
    const isLate = current !== undefined && this.player.positionMs() - current.startMs > RESTART_AFTER_MS;
    this.player.seek((isLate ? current : listed[this.at() - 1])?.startMs ?? 0);
    return true;
  }
}
