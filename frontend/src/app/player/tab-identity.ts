import { DOCUMENT, inject, Service } from '@angular/core';

const ID_KEY = 'pyxis.output';
const FREE_KEY = 'pyxis.output-free';

/** Who this tab is among the outputs: an id that outlives a reload, and a name for people. */
@Service()
export class TabIdentity {
  private readonly window = inject(DOCUMENT).defaultView;
  readonly id = this.claim();
  readonly name = nameOf(this.window?.navigator.userAgent ?? '');

  constructor() {
    this.window?.addEventListener('pagehide', () => this.window?.sessionStorage.setItem(FREE_KEY, 'yes'));
    this.window?.addEventListener('pageshow', () => this.window?.sessionStorage.removeItem(FREE_KEY));
  }

  /** A duplicated tab begins with a copy of the other's storage: an id that nobody has left belongs to that one. */
  private claim(): string {
    const storage = this.window?.sessionStorage;
    const left = storage?.getItem(FREE_KEY) ? storage.getItem(ID_KEY) : undefined;
    const id = left ?? newId();
    storage?.setItem(ID_KEY, id);
    storage?.removeItem(FREE_KEY);
    return id;
  }
}

/** `Chrome on Linux`. */
export function nameOf(userAgent: string): string {
  // In this order: each of these also names those below it.
  const browsers = [
    ['Edg', 'Edge'],
    ['OPR', 'Opera'],
    ['Firefox', 'Firefox'],
    ['FxiOS', 'Firefox'],
    ['CriOS', 'Chrome'],
    ['Chrome', 'Chrome'],
    ['Safari', 'Safari'],
  ] as const;
  const systems = [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['CrOS', 'ChromeOS'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['Linux', 'Linux'],
  ] as const;
  const find = (names: readonly (readonly [string, string])[]): string | undefined =>
    names.find(([mark]) => userAgent.includes(mark))?.[1];
  const system = find(systems);
  const browser = find(browsers) ?? $localize`Browser`;
  return system ? $localize`${browser}:browser: on ${system}:system:` : browser;
}

/** `crypto.randomUUID` is absent on plain http other than localhost; this is not. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
