import { HttpErrorResponse } from '@angular/common/http';
import { DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { Connection } from '../core/api/connection';
import { EventLink } from '../core/api/event-link';
import type { PlayerView } from '../core/api/types';
import { playerEventsUrl } from '../core/api/urls';
import { PlayerState } from './player-state';
import { TabIdentity } from './tab-identity';
import { Api } from '../core/api/api';

/** Keeps this tab known to the server as an output, and the state of the player known to this tab. */
@Service()
export class PlayerLink {
  private readonly api = inject(Api);
  private readonly state = inject(PlayerState);
  private readonly tab = inject(TabIdentity);
  private readonly connection = inject(Connection);

  constructor() {
    const link = new EventLink({
      url: playerEventsUrl(this.tab.id),
      hear: {
        snapshot: (data) => this.state.beginWith(JSON.parse(data) as PlayerView),
        player: (data) => this.state.take(JSON.parse(data) as PlayerView),
      },
      mayRest: () => this.state.confirmed()?.activeOutputId !== this.tab.id,
    });
    void this.register().then(() => link.open());
    effect(() => {
      // It may be another server, or have forgotten an output that was long away.
      if (this.connection.recovered() > 0) untracked(() => void this.register().then(() => link.open()));
    });
    inject(DOCUMENT).defaultView?.addEventListener('pageshow', (event) => {
      // Back from the browser's memory, where it had given its role back.
      if (event.persisted) void this.register().then(() => link.open());
    });
  }

  /** Events are only told to an output that is known. */
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
