import { DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import type { NavigationError } from '@angular/router';
import { Connection } from '../../core/api/connection';
import { Build } from '../../core/build';
import { Events } from '../../core/events/events';
import { Player } from '../../player/player';
import { typingField } from './typing';

/** As browsers say that a part of the app could not be loaded; each in its own words. */
const NOT_LOADED = /dynamically imported module|importing a module script failed|loading chunk/i;

/** So long nothing has to play: after a restart the server takes what plays for interrupted until it hears of this tab. */
const QUIET_MS = 10_000;

/** Why this tab should be loaded again. */
type Reason = 'newer' | 'part-missing';

/**
 * Notices that the server has another build of the app than this tab, or no script any more that this tab wants. Where nothing
 * plays and nothing is begun the tab is loaded again by itself; where something is, it says so.
 */
@Service()
export class Upgrade {
  private readonly build = inject(Build);
  private readonly player = inject(Player);
  private readonly document = inject(DOCUMENT);
  private readonly why = signal<Reason | undefined>(undefined);
  private target?: string;

  /** Something to say of it, and to offer. */
  readonly reason = this.why.asReadonly();

  constructor() {
    let isFirst = true;
    inject(Events).listen('player', (_, isAfresh) => {
      // The server may have been started anew.
      if (isAfresh && !isFirst) void this.look();
      isFirst = false;
    });
    const connection = inject(Connection);
    effect(() => {
      if (connection.recovered() > 0) untracked(() => void this.look());
    });
    effect((onCleanup) => {
      if (this.why() !== 'newer' || this.player.isPlaying()) return;
      const timer = setTimeout(() => {
        if (!this.isBusy()) this.reload();
      }, QUIET_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** A part of the app could not be loaded that is not a page of its own. */
  partMissing(): void {
    this.why.set('part-missing');
  }

  /** Where it was the page that could not be loaded, says so, and goes there when it is loaded again. */
  navigationFailed({ error, url }: NavigationError): void {
    if (!(error instanceof Error) || !NOT_LOADED.test(error.message)) return;
    this.target = url;
    this.partMissing();
  }

  reload(): void {
    const { location } = this.document;
    if (this.target === undefined) location.reload();
    else location.assign(new URL(this.target.replace(/^\//, ''), this.document.baseURI));
  }

  private async look(): Promise<void> {
    if (await this.build.isOutdated()) this.why.set('newer');
  }

  /** Whether something is begun that would be lost. */
  private isBusy(): boolean {
    const field = typingField(this.document.activeElement);
    const isBegun = field !== undefined && !('value' in field && field.value === '');
    return isBegun || this.document.querySelector('dialog[open]') !== null;
  }
}
