import { inject, Service } from '@angular/core';
import { type Preference, Preferences } from '../../core/preferences';

const MOST = 5;
const RECENT: Preference<readonly string[]> = {
  key: 'pyxis.recent-commands',
  usual: [],
  read: (kept) => (Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : undefined),
};

/** The commands that were used last in this browser, the last one first. */
@Service()
export class RecentCommands {
  private readonly kept = inject(Preferences).of(RECENT);

  readonly ids = this.kept.value;

  add(id: string): void {
    this.kept.choose([id, ...this.ids().filter((other) => other !== id)].slice(0, MOST));
  }
}
