import { HttpErrorResponse } from '@angular/common/http';
import { DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { Api } from '../core/api/api';
import { Connection } from '../core/api/connection';
import { Events } from '../core/events/events';
import { PlayerState } from './player-state';
import { TabIdentity } from './tab-identity';

/** Keeps this tab known to the server as an output, and the state of the player known to this tab. */
@Service()
export class PlayerLink {
  private readonly api = inject(Api);
  private readonly state = inject(PlayerState);
  private readonly tab = inject(TabIdentity);
  private readonly connection = inject(Connection);

  constructor() {
    const events = inject(Events);
    events.listen('player', (view, isAfresh) => (isAfresh ? this.state.beginWith(view) : this.state.take(view)));
    events.beOutput(this.tab.id);
    void this.register();
    effect(() => {
      // It may be another server, or have forgotten an output that was long away.
      if (this.connection.recovered() > 0) untracked(() => void this.register());
    });
    inject(DOCUMENT).defaultView?.addEventListener('pageshow', (event) => {
      // Back from the browser's memory, where it had given its role back.
      if (event.persisted) void this.register();
    });
  }

  /** Tells what this tab is called: it is a device once it has. */
  private async register(): Promise<void> {
    try {
      const body = { name: this.tab.name, kind: 'browser' } as const;
      const path = { id: this.tab.id };
      this.state.take(await this.api.command('put', '/api/v1/playback/outputs/{id}', { path, body }));
    } catch (error) {
      // The server is away or starting: it is registered again when that is back.
      if (!(error instanceof HttpErrorResponse)) throw error;
    }
  }
}
