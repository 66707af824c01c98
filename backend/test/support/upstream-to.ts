import type { LookupFunction } from 'node:net';
import { type Clock, SystemClock } from '../../src/common/index.js';
import type { UpstreamDescription, UpstreamLimits } from '../../src/upstream/request.js';
import { UpstreamStates } from '../../src/upstream/upstream-states.js';
import { Upstream } from '../../src/upstream/upstream.js';

export interface UpstreamToOptions {
  readonly clock?: Clock;
  readonly contact?: string;
  readonly lookup?: LookupFunction;
  /** What differs from the limits of the service; by default its budget has no bound. */
  readonly limits?: Partial<UpstreamLimits>;
}

/** The way to a service, for a spec in a hurry. */
export function upstreamTo(
  description: UpstreamDescription,
  { clock = new SystemClock(), contact, lookup, limits }: UpstreamToOptions = {},
): { upstream: Upstream; states: UpstreamStates } {
  const states = new UpstreamStates(clock);
  const hurried = { ...description.limits, budget: { calls: 1, perMs: 0 }, ...limits };
  const upstream = new Upstream(
    { ...description, limits: hurried },
    { clock, states, version: 'test', ...(contact !== undefined && { contact }), ...(lookup && { lookup }) },
  );
  return { upstream, states };
}
