import { inject, Service } from '@angular/core';
import { Api } from '../core/api/api';
import type { PlayerView } from '../core/api/types';
import { TabIdentity } from './tab-identity';

/** This tab as an output of the server's. */
@Service()
export class TabOutput {
  private readonly api = inject(Api);
  private readonly tab = inject(TabIdentity);

  get id(): string {
    return this.tab.id;
  }

  /** Tells what this tab is called: it is a device once it has. @returns the player as it is then */
  register(): Promise<PlayerView> {
    const { id, name } = this.tab;
    return this.api.command('put', '/api/v1/playback/outputs/{id}', { path: { id }, body: { name, kind: 'browser' } });
  }
}
