import { Agent, get } from 'node:http';
import { quantile } from './report.ts';

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/**
 * Asks two servers in turn, in short rounds, so that a slow moment of the machine meets both.
 * @param paths asked for one after the other, round and round
 * @returns latencies in ms, whole answers read
 */
export async function compare(
  first: string,
  second: string,
  paths: readonly string[],
  clients: number,
  requests = 4_000,
): Promise<[Latency, Latency]> {
  const rounds = 8;
  const share = Math.ceil(requests / rounds);
  const times: [number[], number[]] = [[], []];
  for (const base of [first, second]) await ask(base, paths, clients, Math.ceil(share / 2));
  for (let round = 0; round < rounds; round++) {
    times[0].push(...(await ask(first, paths, clients, share)));
    times[1].push(...(await ask(second, paths, clients, share)));
  }
  const figures = (all: number[]): Latency => ({ p50: quantile(all, 0.5), p99: quantile(all, 0.99) });
  return [figures(times[0]), figures(times[1])];
}

/** @returns the time each request took, in ms */
export async function ask(
  base: string,
  paths: readonly string[],
  clients: number,
  requests: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < requests) {
      const path = paths[next++ % paths.length] ?? '';
      const startedAt = performance.now();
      await fetchWhole(base + path, agent);
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return times;
}

function fetchWhole(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
      response.resume().on('end', resolve).on('error', reject);
    }).on('error', reject);
  });
}
