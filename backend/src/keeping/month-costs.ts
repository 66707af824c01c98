import { Injectable } from '@nestjs/common';
import { present } from '../common/index.js';
import { SourceRegistry } from '../sources/index.js';
import { SourceTraffic } from '../streaming/index.js';
import type { MonthCostView } from './keeping.dto.js';

/** From this part of what a month may cost on, nothing is fetched that nobody has asked to hear. */
const NEAR = 0.9;

/** What sources have cost this month on a line that is paid by what it carries, and what they may. */
@Injectable()
export class MonthCosts {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly traffic: SourceTraffic,
  ) {}

  /** Of sources that were fetched from this month, or that may not cost whatever they like. */
  async all(): Promise<MonthCostView[]> {
    const fetched = new Map((await this.traffic.thisMonth()).map(({ source, bytes }) => [source, bytes]));
    return this.sources.having('streams').flatMap(({ source: { id, name }, capability: { monthlyLimitBytes } }) => {
      const bytes = fetched.get(id) ?? 0;
      if (bytes === 0 && monthlyLimitBytes === undefined) return [];
      return [
        present({ source: id, name, bytes, limitBytes: monthlyLimitBytes, state: stateOf(bytes, monthlyLimitBytes) }),
      ];
    });
  }

  /** Whether something of it may be fetched for which nobody waits. */
  async mayFetchAhead(source: string): Promise<boolean> {
    const cost = (await this.all()).find((one) => one.source === source);
    return cost === undefined || cost.state === 'within';
  }
}

function stateOf(bytes: number, limitBytes = Infinity): MonthCostView['state'] {
  if (bytes >= limitBytes) return 'over';
  return bytes >= limitBytes * NEAR ? 'near' : 'within';
}
