import { httpResource } from '@angular/common/http';
import { computed, linkedSignal, type Signal } from '@angular/core';
import { explain, type Failure } from '../../../core/api/api-error';
import type { Window } from './windows';

/** Numbers of the history over a window: the last that came, while the next are on their way. */
export interface Statistic<Answer> {
  value: Signal<Answer | undefined>;
  failure: Signal<Failure | undefined>;
  isLoading: Signal<boolean>;
  reload: () => void;
}

/** Asks for a statistic, and again whenever the window or `params` change. */
export function statistic<Answer>(
  url: string,
  window: Signal<Window>,
  params: () => Record<string, string | number> = () => ({}),
): Statistic<Answer> {
  const resource = httpResource<Answer>(() => ({ url, params: { ...window(), ...params() } }));
  const value = linkedSignal<Answer | undefined, Answer | undefined>({
    source: () => (resource.hasValue() ? resource.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  return {
    value,
    failure: computed(() => {
      const error = resource.error();
      return error && explain(error);
    }),
    isLoading: resource.isLoading,
    reload: () => resource.reload(),
  };
}
