import { computed, DOCUMENT, inject, Service, signal } from '@angular/core';
import { GO_KEY, SINGLE_KEYS, type SingleKeyCommand, type SingleKeys } from './key-map';

const KEY = 'pyxis.shortcuts';

interface Kept {
  readonly isOff?: boolean;
  readonly keys?: Partial<SingleKeys>;
}

/**
 * Which single keys do what in this browser, and whether any does (WCAG 2.1.4: who speaks to the computer presses keys without
 * wanting to).
 */
@Service()
export class Shortcuts {
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  private readonly kept = signal<Kept>(this.remembered());

  readonly isOn = computed(() => this.kept().isOff !== true);
  readonly isChanged = computed(() => Object.keys(this.kept().keys ?? {}).length > 0);
  /** Undefined where single keys are switched off. */
  readonly keys = computed<SingleKeys | undefined>(() =>
    this.isOn() ? { ...SINGLE_KEYS, ...this.kept().keys } : undefined,
  );

  /** As it is shown beside a command; undefined where there is none. */
  toldKey(command: SingleKeyCommand): string | undefined {
    return this.keys()?.[command].toUpperCase();
  }

  switchTo(isOn: boolean): void {
    this.keep({ ...this.kept(), isOff: !isOn });
  }

  /** @returns what has that key already, and keeps it; `go` where it begins the way to a place */
  change(command: SingleKeyCommand, key: string): SingleKeyCommand | 'go' | undefined {
    const letter = key.toLowerCase();
    if (letter === GO_KEY) return 'go';
    const all: SingleKeys = { ...SINGLE_KEYS, ...this.kept().keys };
    const taken = (Object.keys(all) as SingleKeyCommand[]).find((each) => each !== command && all[each] === letter);
    if (taken) return taken;
    const { [command]: _, ...others } = this.kept().keys ?? {};
    this.keep({ ...this.kept(), keys: letter === SINGLE_KEYS[command] ? others : { ...others, [command]: letter } });
    return undefined;
  }

  reset(): void {
    this.keep({ ...this.kept(), keys: {} });
  }

  private keep(kept: Kept): void {
    this.kept.set(kept);
    this.storage?.setItem(KEY, JSON.stringify(kept));
  }

  private remembered(): Kept {
    try {
      const { isOff, keys } = JSON.parse(this.storage?.getItem(KEY) ?? '{}') as { isOff?: unknown; keys?: object };
      const known = Object.entries(keys ?? {}).filter(
        ([command, key]) => command in SINGLE_KEYS && typeof key === 'string' && key.length === 1,
      );
      return { isOff: isOff === true, keys: Object.fromEntries(known) };
    } catch {
      // Whatever is kept there is not ours: then nothing is changed.
      return {};
    }
  }
}
