import { Service } from '@angular/core';
import { query } from '../core/api/query';

/** What people call the sources. Asked for once. */
@Service()
export class SourceNames {
  private readonly list = query('/api/v1/sources');

  /** Its id until the names are there. */
  of(sourceId: string): string {
    return this.list.latest()?.items.find(({ id }) => id === sourceId)?.name ?? sourceId;
  }
}
