import { HttpErrorResponse } from '@angular/common/http';
import { DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { Connection } from '../core/api/connection';
import { Events } from '../core/events/events';
import { PlayerState } from './player-state';
import { TabOutput } from './tab-output';

/** Keeps this tab known to the server as an output, and the state of the player known to this tab. */
@Service()
export class PlayerLink {
  private readonly state = inject(PlayerState);
  private readonly output = inject(TabOutput);
  private readonly connection = inject(Connection);

  constructor() {
    const events = inject(Events);
    events.listen('player', (view, isAfresh) => (isAfresh ? this.state.beginWith(view) : this.state.take(view)));
    events.beOutput(this.output.id);
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

  private async register(): Promise<void> {
    try {
      this.state.take(await this.output.register());
    } catch (error) {
      // The server is away or starting: it is registered again when that is back, or when something is to be played here.
      if (!(error instanceof HttpErrorResponse)) throw error;
    }
  }
}
