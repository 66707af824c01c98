import { median } from '../report.ts';
import type { Build } from './build.ts';

/** CPU time, memory and requests a second are compared; a p99, which moves by itself, is only held against its target. */
export type FigureKind = 'cpu' | 'memory' | 'throughput' | 'p99';

/** One thing that was measured once. */
export interface Figure {
  readonly what: string;
  readonly kind: FigureKind;
  readonly value: number;
  /** Of a p99, in its unit. */
  readonly atMost?: number;
}

/** Measures one build once. */
export type Scenario = (build: Build) => Promise<Figure[]>;

const UNITS: Readonly<Record<FigureKind, string>> = { cpu: 'ms CPU', memory: 'MB', throughput: '/s', p99: 'ms' };
/** By so much a figure may be worse. */
const MARGIN = 0.1;

/**
 * Measures both builds in turn, `rounds` times, beginning with the other one in every second round, so that a slow
 * moment of the machine and the order meet both.
 */
export async function compareBuilds(
  before: Build,
  now: Build,
  scenario: Scenario,
  rounds: number,
): Promise<Compared[]> {
  const values = new Map<string, { figure: Figure; before: number[]; now: number[] }>();
  for (let round = 0; round < rounds; round++) {
    for (const build of round % 2 === 0 ? [before, now] : [now, before]) {
      for (const figure of await scenario(build)) {
        const known = values.get(figure.what) ?? { figure, before: [], now: [] };
        (build === before ? known.before : known.now).push(figure.value);
        values.set(figure.what, known);
      }
    }
    console.error(`Round ${round + 1} of ${rounds} is done.`);
  }
  return [...values.values()].map((known) => ({
    figure: known.figure,
    before: median(known.before),
    now: median(known.now),
  }));
}

export interface Compared {
  readonly figure: Figure;
  /** Medians. */
  readonly before: number;
  readonly now: number;
}

/** Prints a Markdown table. @returns what is worse by more than the margin, or beyond its target */
export function printComparison(title: string, compared: readonly Compared[], before: Build): string[] {
  console.log(`\n### ${title}\n\n| what | ${before.name} | now | ratio | |\n| --- | --- | --- | --- | --- |`);
  const worse: string[] = [];
  for (const { figure, before: then, now } of compared) {
    const verdict = verdictOf(figure, now / then, now);
    if (verdict === 'worse' || verdict === 'over its target') worse.push(figure.what);
    const shown = (value: number): string => `${Number(value.toPrecision(3))} ${UNITS[figure.kind]}`;
    console.log(`| ${figure.what} | ${shown(then)} | ${shown(now)} | ${(now / then).toFixed(2)} | ${verdict} |`);
  }
  return worse;
}

function verdictOf({ kind, atMost }: Figure, ratio: number, now: number): string {
  if (kind === 'p99') return atMost !== undefined && now > atMost ? 'over its target' : '';
  const worsening = kind === 'throughput' ? 1 / ratio : ratio;
  if (worsening > 1 + MARGIN) return 'worse';
  return worsening < 1 / (1 + MARGIN) ? 'better' : '';
}
