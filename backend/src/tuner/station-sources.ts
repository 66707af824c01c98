import { Injectable } from '@nestjs/common';
import { splitSourceId } from '../catalogue/index.js';
import { NotFound } from '../common/index.js';
import { SourceRegistry, type CapableSource, type StationAllowance } from '../sources/index.js';
import type { PlayContext } from '../playback/index.js';
import { STATION_CONTEXT } from './station-kind.js';
import { NoPersonalStations } from './tuner-error.js';

/** A station, or something of one, by its source and the source's own id. */
export interface NativeRef {
  readonly source: string;
  readonly nativeId: string;
}

/** The sources that have stations of a listener's own. */
@Injectable()
export class StationSources {
  constructor(private readonly registry: SourceRegistry) {}

  get all(): CapableSource<'personalStations'>[] {
    return this.registry.having('personalStations');
  }

  /** @throws NoPersonalStations */
  of(sourceId: string): CapableSource<'personalStations'> {
    const source = this.registry.get(sourceId);
    const capability = source?.capabilities.personalStations;
    if (!source || !capability) throw new NoPersonalStations(sourceId);
    return { source, capability };
  }

  /** What a listener may do there, as far as that is known. */
  allowanceOf(sourceId: string): StationAllowance | undefined {
    return this.registry.get(sourceId)?.capabilities.personalStations?.allowance();
  }

  /** The station of one's own that a context names; undefined where it is another thing, such as radio. */
  ofContext(context: PlayContext | undefined): NativeRef | undefined {
    const ref = context?.kind === STATION_CONTEXT ? splitSourceId(context.id ?? '') : undefined;
    return ref && this.has(ref.source) ? ref : undefined;
  }

  has(sourceId: string): boolean {
    return this.registry.can(sourceId, 'personalStations');
  }

  nameOf(sourceId: string): string {
    return this.registry.get(sourceId)?.name ?? sourceId;
  }
}

/** @param id such as `pandora:123` @throws NotFound */
export function refOf(id: string): NativeRef {
  const ref = splitSourceId(id);
  if (!ref) throw new NotFound('station', id);
  return ref;
}
