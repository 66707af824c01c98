import { computed, Service } from '@angular/core';
import { query } from '../core/api/query';
import type { SourceView } from '../core/api/types';
import { until } from '../core/until';

/** What there is to say of sources wherever something of theirs is shown. Asked for once. */
@Service()
export class KnownSources {
  private readonly list = query('/api/v1/sources');
  /** Whether they are known, or could not be asked for. */
  readonly isKnown = computed(() => !this.list.isLoading());
  /** Kept once that is so. */
  readonly ready = until(this.isKnown);

  /** What people call it, also where it is switched off; its id until that is there. */
  nameOf(sourceId: string): string {
    const off = this.list.latest()?.off.find(({ setting }) => setting === settingOf(sourceId));
    return this.find(sourceId)?.name ?? off?.name ?? sourceId;
  }

  /** Those that are switched on, by their names. */
  readonly all = computed(() => (this.list.latest()?.items ?? []).map(({ id, name }) => ({ id, name })));

  /** Whether what it has may be taken away as files. */
  givesFiles(sourceId: string): boolean {
    return this.find(sourceId)?.givesFiles === true;
  }

  /** Whether any of them can do this. @param capability by its name in the API */
  anyCan(capability: string): boolean {
    return this.list.latest()?.items.some(({ capabilities }) => capabilities.includes(capability)) === true;
  }

  private find(sourceId: string): SourceView | undefined {
    return this.list.latest()?.items.find(({ id }) => id === sourceId);
  }
}

/** What switches a source on. */
export function settingOf(sourceId: string): string {
  return `sources.${sourceId}.enabled`;
}
