import { once } from 'node:events';
import type { Finding } from './finding.js';

/** One thing to look at. */
export interface Probe {
  /** As a finding begins: “Data folder”. */
  readonly subject: string;
  /** The level of the finding when it times out: a disk or server that hangs must not hold up the rest. */
  readonly silence: 'warning' | 'fault';
  look(signal: AbortSignal): Promise<readonly Finding[]> | readonly Finding[];
}

/**
 * Looks at everything at the same time and tells the findings in order.
 * @param asked to stop; what was not found out by then is not told
 * @param limitMs what each probe gets
 */
export async function* examine(
  probes: readonly Probe[],
  asked: AbortSignal,
  limitMs: number,
): AsyncGenerator<Finding, void> {
  const findings = probes.map((probe) => examineOne(probe, asked, limitMs));
  for (const found of findings) {
    for (const finding of await found) {
      if (asked.aborted) return;
      yield finding;
    }
  }
}

/** Never fails, but with what is a bug: nobody looks at the later ones while an earlier one is awaited. */
async function examineOne(probe: Probe, asked: AbortSignal, limitMs: number): Promise<readonly Finding[]> {
  const signal = AbortSignal.any([asked, AbortSignal.timeout(limitMs)]);
  const silence: Finding = {
    state: probe.silence,
    text: `${probe.subject}: nothing answered within ${limitMs / 1_000} seconds. Is a disk or a server hanging?`,
  };
  const stopped = once(signal, 'abort').then(() => [silence]);
  try {
    return await Promise.race([probe.look(signal), stopped]);
  } catch (error) {
    if (!signal.aborted) throw error;
    return [silence];
  }
}
