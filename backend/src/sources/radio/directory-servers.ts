import { Resolver } from 'node:dns/promises';
import type { Clock } from '../../common/index.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const DNS_LIMIT_MS = 3_000;
/** Those that there were when this was written; for where nobody tells. */
const BUILT_IN = ['de1.api.radio-browser.info', 'de2.api.radio-browser.info'];
const EVERY_SERVER = 'all.api.radio-browser.info';
/** TLS and politeness: nobody is asked but the directory's own servers, whatever a name server says. */
const SERVER_NAME = /^[a-z0-9-]{1,60}\.api\.radio-browser\.info$/;

/** What a name server is asked. */
export interface Names {
  /** Names of the servers of a service. */
  servers(service: string): Promise<readonly string[]>;
  addresses(name: string): Promise<readonly string[]>;
  names(address: string): Promise<readonly string[]>;
}

/**
 * Finds the servers of Radio Browser, one way after the other: the service record; the names behind the addresses of a name
 * that stands for all; what that one says itself, over HTTP without encryption, as certificates have the servers' own names
 * only; those that were known once.
 * @param askEvery gives the names that `/json/servers` of this host tells
 * @see https://api.radio-browser.info
 */
export async function discoverServers(
  names: Names,
  askEvery: (host: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const ways = [
    () => names.servers('_api._tcp.radio-browser.info'),
    async () => {
      const addresses = await names.addresses(EVERY_SERVER);
      return (await Promise.all(addresses.map((address) => names.names(address)))).flat();
    },
    () => askEvery(EVERY_SERVER),
  ];
  for (const way of ways) {
    // One that fails says no more than one that finds nothing.
    const found = (await way().catch((): string[] => [])).map((name) => name.toLowerCase().replace(/\.$/, ''));
    const own = [...new Set(found.filter((name) => SERVER_NAME.test(name)))];
    if (own.length > 0) return own;
  }
  return BUILT_IN;
}

/** The name server of the system. */
export function systemNames(): Names {
  const resolver = new Resolver({ timeout: DNS_LIMIT_MS, tries: 1 });
  return {
    servers: async (service) => (await resolver.resolveSrv(service)).map(({ name }) => name),
    addresses: async (name) => {
      const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
    names: (address) => resolver.reverse(address),
  };
}

/** Which server is asked first: any, so that they share the work; one that failed comes last. */
export class DirectoryServers {
  private origins: readonly string[] = [];
  private foundAtMs = -Infinity;
  private finding?: Promise<void>;

  /** @param find gives origins, such as `https://de1.api.radio-browser.info`, and never fails */
  constructor(
    private readonly find: () => Promise<readonly string[]>,
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  /** In the order in which they are to be asked. */
  async inOrder(): Promise<readonly string[]> {
    if (this.clock.nowMs() - this.foundAtMs >= DAY_MS) {
      await (this.finding ??= this.refresh().finally(() => (this.finding = undefined)));
    }
    return this.origins;
  }

  failed(origin: string): void {
    this.origins = [...this.origins.filter((other) => other !== origin), origin];
  }

  /** None of them answers: there may be others by now. */
  forget(): void {
    this.foundAtMs = -Infinity;
  }

  private async refresh(): Promise<void> {
    const found = await this.find();
    const shuffled = found.map((origin) => ({ origin, rank: this.random() })).sort((a, b) => a.rank - b.rank);
    this.origins = shuffled.map(({ origin }) => origin);
    this.foundAtMs = this.clock.nowMs();
  }
}
