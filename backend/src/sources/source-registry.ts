import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { merge, type Observable, type Subscription } from 'rxjs';
import type { SourceAdapter, SourceCapabilities } from './source.js';

/** Injection token of the list of all adapters. */
export const SOURCE_ADAPTERS = Symbol('source adapters');

/** A source together with one thing that it can do. */
export interface CapableSource<Name extends keyof SourceCapabilities> {
  readonly source: SourceAdapter;
  readonly capability: NonNullable<SourceCapabilities[Name]>;
}

/** Every source that is configured. Starts and closes them with the server, and logs how they fare. */
@Injectable()
export class SourceRegistry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('sources');
  private subscriptions: readonly Subscription[] = [];
  private readonly byId: ReadonlyMap<string, SourceAdapter>;

  constructor(@Inject(SOURCE_ADAPTERS) readonly all: readonly SourceAdapter[]) {
    this.byId = new Map(all.map((source) => [source.id, source]));
  }

  onApplicationBootstrap(): void {
    this.subscriptions = this.all.map((source) => source.healthChanges.subscribe(() => this.report(source)));
    for (const source of this.all) {
      source.start?.().catch((error: unknown) => this.logger.error(`${source.name} did not start: ${String(error)}`));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await Promise.all(this.all.flatMap((source) => source.close?.() ?? []));
  }

  /** Says that the health of one of them is another now. */
  get healthChanges(): Observable<void> {
    return merge(...this.all.map((source) => source.healthChanges));
  }

  get(id: string): SourceAdapter | undefined {
    return this.byId.get(id);
  }

  /** Whether there is such a source, and it can do this. */
  can(id: string, name: keyof SourceCapabilities): boolean {
    return this.get(id)?.capabilities[name] !== undefined;
  }

  /** The sources that can do this. */
  having<Name extends keyof SourceCapabilities>(name: Name): CapableSource<Name>[] {
    return this.all.flatMap((source) => {
      const capability = source.capabilities[name];
      return capability ? [{ source, capability }] : [];
    });
  }

  private report(source: SourceAdapter): void {
    const { state, reason = '', nextStep = '' } = source.health();
    if (state === 'ok') this.logger.log(`${source.name} is well again.`);
    else this.logger.warn(`${source.name} is ${state}. ${reason} ${nextStep}`.trim());
  }
}
