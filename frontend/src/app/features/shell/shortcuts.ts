import { computed, inject, Service } from '@angular/core';
import { type Preference, Preferences } from '../../core/preferences';
import { GO_KEY, SINGLE_KEYS, type SingleKeyCommand, type SingleKeys } from './key-map';

interface Kept {
  readonly isOff?: boolean;
  readonly keys?: Partial<SingleKeys>;
}

const SHORTCUTS: Preference<Kept> = {
  key: 'pyxis.shortcuts',
  usual: {},
  read: (kept) => {
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { isOff, keys } = kept as { isOff?: unknown; keys?: object };
    const known = Object.entries(keys ?? {}).filter(
      ([command, key]) => command in SINGLE_KEYS && typeof key === 'string' && key.length === 1,
    );
    return { isOff: isOff === true, keys: Object.fromEntries(known) };
  },
};

/**
 * Which single keys do what in this browser, and whether any does (WCAG 2.1.4: who speaks to the computer presses keys without
 * wanting to).
 */
@Service()
export class Shortcuts {
  private readonly choice = inject(Preferences).of(SHORTCUTS);
  private readonly kept = this.choice.value;

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
    this.choice.choose({ ...this.kept(), isOff: !isOn });
  }

  /** @returns what has that key already, and keeps it; `go` where it begins the way to a place */
  change(command: SingleKeyCommand, key: string): SingleKeyCommand | 'go' | undefined {
    const letter = key.toLowerCase();
    if (letter === GO_KEY) return 'go';
    const all: SingleKeys = { ...SINGLE_KEYS, ...this.kept().keys };
    const taken = (Object.keys(all) as SingleKeyCommand[]).find((each) => each !== command && all[each] === letter);
    if (taken) return taken;
    const { [command]: _, ...others } = this.kept().keys ?? {};
    this.choice.choose({
      ...this.kept(),
      keys: letter === SINGLE_KEYS[command] ? others : { ...others, [command]: letter },
    });
    return undefined;
  }

  reset(): void {
    this.choice.choose({ ...this.kept(), keys: {} });
  }
}
