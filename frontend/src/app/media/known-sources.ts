import { Service } from '@angular/core';
import { query } from '../core/api/query';
import type { SourceView } from '../core/api/types';

/** What there is to say of sources wherever something of theirs is shown. Asked for once. */
@Service()
export class KnownSources {
  private readonly list = query('/api/v1/sources');

  /** What people call it; its id until that is there. */
  nameOf(sourceId: string): string {
    return this.find(sourceId)?.name ?? sourceId;
  }

  /** Whether what it has may be taken away as files. */
  givesFiles(sourceId: string): boolean {
    return this.find(sourceId)?.givesFiles === true;
  }

  private find(sourceId: string): SourceView | undefined {
    return this.list.latest()?.items.find(({ id }) => id === sourceId);
  }
}
