import { Injectable } from '@nestjs/common';
import { BoundedCache } from '../common/index.js';
import type { PlayEvent, PlayEvents, PlayJudge } from '../playback/index.js';
import { disguiseOf } from './disguise.js';
import { StationSources } from './station-sources.js';

/** So many in a row, and the station is left alone. */
const MOST_IN_ROW = 3;
const REMEMBERED = 100;

/** Finds out what of a station was no song, so that neither the journal nor anybody else is told of it. */
@Injectable()
export class SongJudge implements PlayJudge {
  private readonly disguised = new BoundedCache<string, true>(REMEMBERED);
  /** Plays in a row that were none of songs, by station: a transaction may run twice. */
  private readonly inRow = new Map<string, Set<string>>();

  constructor(private readonly sources: StationSources) {}

  register(plays: PlayEvents): void {
    plays.judgeBy(this);
  }

  holdsBack(event: PlayEvent): boolean {
    const { kind, playId, outcome, track, context } = event;
    // That something begins says nothing of what it is.
    const station = this.sources.ofContext(context);
    if (!station || kind === 'started') return false;
    const stationId = `${station.source}:${station.nativeId}`;
    const found = disguiseOf(event);
    if (found === 'song') this.inRow.delete(stationId);
    if (found !== 'disguised') return found === 'unsure';
    if (track.id !== undefined) this.disguised.set(track.id, true);
    if (outcome === 'finished') this.inRow.set(stationId, new Set([...(this.inRow.get(stationId) ?? []), playId]));
    return true;
  }

  /** Whether a song has turned out to be none. */
  isDisguised(trackId: string): boolean {
    return this.disguised.get(trackId) ?? false;
  }

  /** Whether a station gave nothing else for some time; asked once. @param stationId such as `pandora:123` */
  takeTooMany(stationId: string): boolean {
    const isTooMany = (this.inRow.get(stationId)?.size ?? 0) >= MOST_IN_ROW;
    if (isTooMany) this.inRow.delete(stationId);
    return isTooMany;
  }
}
