import { DOCUMENT, inject, Service, signal } from '@angular/core';

const KEY = 'pyxis.recent-commands';
const MOST = 5;

/** The commands that were used last in this browser, the last one first. */
@Service()
export class RecentCommands {
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  private readonly used = signal<readonly string[]>(this.remembered());

  readonly ids = this.used.asReadonly();

  add(id: string): void {
    this.used.update((ids) => [id, ...ids.filter((other) => other !== id)].slice(0, MOST));
    this.storage?.setItem(KEY, this.used().join(' '));
  }

  private remembered(): string[] {
    return (this.storage?.getItem(KEY) ?? '').split(' ').filter(Boolean).slice(0, MOST);
  }
}
