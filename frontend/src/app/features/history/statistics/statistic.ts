import type { Answer, Options, PathOf } from '../../../core/api/contract';
import { type Loaded, query } from '../../../core/api/query';

type StatisticPath = Extract<PathOf<'get'>, `/api/v1/history/statistics/${string}`>;

/** Numbers of the history over a window: the last that came, while the next are on their way. */
export type Statistic<T> = Pick<Loaded<T>, 'value' | 'failure' | 'isLoading' | 'reload'>;

/** Asks for a statistic, and again whenever the window or what `ask` reads changes. */
export function statistic<P extends StatisticPath>(path: P, ask: () => Options<'get', P>): Statistic<Answer<'get', P>> {
  const loaded = query<P>(path, ask, $localize`the statistics`);
  return { ...loaded, value: loaded.latest };
}
