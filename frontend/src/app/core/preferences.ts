import { DOCUMENT, inject, Service, signal, type Signal, type WritableSignal } from '@angular/core';

/** One thing that a person chooses: its name, what holds before anybody chose, and how what is kept of it is read. */
export interface Preference<T> {
  readonly key: string;
  readonly usual: T;
  /** @returns undefined where what is kept, in whatever shape, is no such choice */
  readonly read: (kept: unknown) => T | undefined;
}

/** What is chosen, and the way to choose something else. */
export interface Choice<T> {
  readonly value: Signal<T>;
  readonly choose: (value: T) => void;
}

/** One of several; the first holds before anybody chose. */
export function oneOf<T extends string>(key: string, all: readonly [T, ...T[]]): Preference<T> {
  return { key, usual: all[0], read: (kept) => all.find((each) => each === kept) };
}

/** Some of several, in the order in which they are named here. */
export function someOf<T extends string>(
  key: string,
  all: readonly T[],
  usual: readonly T[],
): Preference<readonly T[]> {
  return {
    key,
    usual,
    read: (kept) => (Array.isArray(kept) ? all.filter((each) => kept.includes(each)) : undefined),
  };
}

export function yesOrNo(key: string, usual = false): Preference<boolean> {
  return {
    key,
    usual,
    // "yes" and "no" is how it was kept before there was one store.
    read: (kept) => (kept === true || kept === 'yes' ? true : kept === false || kept === 'no' ? false : undefined),
  };
}

/** A number, both ends included. */
export function numberWithin(key: string, least: number, most: number, usual: number): Preference<number> {
  return {
    key,
    usual,
    read: (kept) => (typeof kept === 'number' && kept >= least && kept <= most ? kept : undefined),
  };
}

/**
 * What a person has chosen, in this browser: the one place that keeps it, as JSON by name. Another tab follows at once. Where
 * the browser keeps nothing for pages, a choice holds until the tab is closed.
 */
@Service()
export class Preferences {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly known = new Map<
    string,
    { readonly preference: Preference<unknown>; value: WritableSignal<unknown> }
  >();

  constructor() {
    this.window?.addEventListener('storage', ({ key }) => {
      const known = this.known.get(key ?? '');
      known?.value.set(keptChoice(known.preference, this.window));
    });
  }

  of<T>(preference: Preference<T>): Choice<T> {
    const { key } = preference;
    const known = this.known.get(key) ?? { preference, value: signal<unknown>(keptChoice(preference, this.window)) };
    this.known.set(key, known);
    return {
      value: known.value.asReadonly() as Signal<T>,
      choose: (value) => {
        known.value.set(value);
        this.keep(key, value);
      },
    };
  }

  private keep(key: string, value: unknown): void {
    try {
      this.window?.localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Full, or forbidden: it holds in this tab.
    }
  }
}

/** What was chosen in this browser, for whoever comes before there is a store. */
export function keptChoice<T>(preference: Preference<T>, window: Window | null): T {
  try {
    const text = window?.localStorage.getItem(preference.key) ?? null;
    return (text === null ? undefined : preference.read(parsed(text))) ?? preference.usual;
  } catch {
    return preference.usual;
  }
}

/** Single words were kept as they are before there was one store. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
