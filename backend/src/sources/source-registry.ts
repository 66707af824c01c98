import { Inject, Injectable } from '@nestjs/common';
import type { SourceAdapter, SourceCapabilities } from './source.js';

/** Injection token of the list of all adapters. */
export const SOURCE_ADAPTERS = Symbol('source adapters');

/** A source together with one thing that it can do. */
export interface CapableSource<Name extends keyof SourceCapabilities> {
  readonly source: SourceAdapter;
  readonly capability: NonNullable<SourceCapabilities[Name]>;
}

/** Every source that is configured. */
@Injectable()
export class SourceRegistry {
  private readonly byId: ReadonlyMap<string, SourceAdapter>;

  constructor(@Inject(SOURCE_ADAPTERS) readonly all: readonly SourceAdapter[]) {
    this.byId = new Map(all.map((source) => [source.id, source]));
  }

  get(id: string): SourceAdapter | undefined {
    return this.byId.get(id);
  }

  /** The sources that can do this. */
  having<Name extends keyof SourceCapabilities>(name: Name): CapableSource<Name>[] {
    return this.all.flatMap((source) => {
      const capability = source.capabilities[name];
      return capability ? [{ source, capability }] : [];
    });
  }
}
