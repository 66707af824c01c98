import { Injectable } from '@nestjs/common';
import { Outputs } from './outputs.js';
import type { OutputRef } from './play-events.js';
import { NoOutput } from './playback-error.js';
import type { PlayerState } from './player-state.js';

/** Decides where something plays that is asked for. */
@Injectable()
export class OutputChoice {
  constructor(private readonly outputs: Outputs) {}

  /**
   * The active output keeps its role while it is there: who asks from elsewhere controls it.
   * @param askedFrom the output of whoever asks
   * @returns the one that becomes active; nothing when the active one stays
   * @throws NoOutput there is none
   */
  async toPlayOn(ownerId: string, state: PlayerState, askedFrom: string | undefined): Promise<OutputRef | undefined> {
    if (state.output && this.outputs.isPresent(state.output.id)) return undefined;
    if (askedFrom === undefined) throw new NoOutput();
    return this.outputs.find(ownerId, askedFrom);
  }
}
