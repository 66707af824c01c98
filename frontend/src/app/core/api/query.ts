import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, type Signal, untracked } from '@angular/core';
import { type AnyOptions, paramsOf, urlOf } from './api';
import { explain, type Failure } from './api-error';
import type { Answer, Options, PathOf } from './contract';
import { KEPT_AT_HEADER } from './kept-names';
import { Connection } from './connection';
import { Waiting } from './waiting';

/** Something of the server's as a page shows it. Reading any of it never throws. */
export interface Loaded<T> {
  /** Absent until it is there, while something else is asked for, and after a failure. */
  readonly value: Signal<T | undefined>;
  /** The last that came, also while the next is on its way; absent while nothing is asked for. */
  readonly latest: Signal<T | undefined>;
  /** Why it is not there, in a sentence. */
  readonly failure: Signal<Failure | undefined>;
  readonly isLoading: Signal<boolean>;
  reload(): void;
  /** Shows what is known to be so now, as the answer to a command. */
  set(value: T): void;
}

type Ask<P extends PathOf<'get'>> = () => Options<'get', P> | undefined;
type AskArguments<P extends PathOf<'get'>> =
  Partial<Options<'get', P>> extends Options<'get', P> ? [ask?: Ask<P>, what?: string] : [ask: Ask<P>, what?: string];

/**
 * Loads what is at a path, and anew whenever a signal that `ask` reads changes; a newer question cancels the one before.
 * Nothing is asked while `ask` gives undefined. To be called where something is constructed.
 * @param what what a person reads that it is waited for: `the album`
 */
export function query<P extends PathOf<'get'>>(path: P, ...[ask, what]: AskArguments<P>): Loaded<Answer<'get', P>> {
  const resource = httpResource<Answer<'get', P>>(() => {
    const options: AnyOptions | undefined = ask ? ask() : {};
    return options && { url: urlOf(path, options.path), params: paramsOf(options.query) };
  });
  return loaded(resource, what);
}

function loaded<T>(resource: HttpResourceRef<T | undefined>, what = $localize`the server`): Loaded<T> {
  const waiting = inject(Waiting);
  const connection = inject(Connection);
  const value = computed(() => (resource.hasValue() ? resource.value() : undefined));
  const latest = linkedSignal<{ isIdle: boolean; now: T | undefined }, T | undefined>({
    source: () => ({ isIdle: resource.status() === 'idle', now: value() }),
    computation: ({ isIdle, now }, previous) => (isIdle ? undefined : (now ?? previous?.value)),
  });
  effect((onCleanup) => {
    // Kept up also while nobody reads it.
    latest();
    if (resource.isLoading()) onCleanup(waiting.begin(what));
  });
  effect(() => {
    // What this browser had kept was better than nothing.
    if (connection.recovered() > 0 && untracked(resource.headers)?.has(KEPT_AT_HEADER)) resource.reload();
  });
  return {
    value,
    latest: latest.asReadonly(),
    failure: computed(() => {
      const error = resource.error();
      return error && explain(error);
    }),
    isLoading: resource.isLoading,
    reload: () => void resource.reload(),
    set: (next) => resource.set(next),
  };
}
