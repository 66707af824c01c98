import type { Outputs } from './outputs.js';
import type { OutputRef } from './play-events.js';
import { NoOutput } from './playback-error.js';
import type { PlayerState } from './player-state.js';

/**
 * Decides where something plays that is asked for. The active output keeps its role while it is there: who asks from
 * elsewhere controls it.
 * @param outputs those of the person who asks
 * @param askedFrom the output of whoever asks
 * @returns the one that becomes active; nothing when the active one stays
 * @throws NoOutput there is none
 */
export async function chooseOutput(
  outputs: Outputs,
  { output }: PlayerState,
  askedFrom: string | undefined,
): Promise<OutputRef | undefined> {
  if (output && outputs.isPresent(output.id)) return undefined;
  if (askedFrom === undefined) throw new NoOutput();
  return outputs.find(askedFrom);
}
