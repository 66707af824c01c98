import { buildOfCommit, presentBuild } from './build.ts';
import { compareBuilds, printComparison } from './comparison.ts';
import { SCENARIOS, scenarioOf, type ScenarioName, type Sizes } from './scenarios.ts';

export interface AgainstOptions {
  readonly commit: string;
  /** Absent: all. */
  readonly scenarios: readonly string[] | undefined;
  readonly rounds: number;
  readonly sizes: Sizes;
}

/** Compares the server of this folder with that of a commit, and says what is worse by more than a tenth. */
export async function benchAgainst(scratch: string, options: AgainstOptions): Promise<void> {
  const names = options.scenarios ?? SCENARIOS;
  const isScenario = (name: string): name is ScenarioName => (SCENARIOS as readonly string[]).includes(name);
  const chosen = names.filter(isScenario);
  if (chosen.length < names.length) throw new Error(`Scenarios are ${SCENARIOS.join(', ')}.`);
  const now = presentBuild();
  const before = buildOfCommit(options.commit, scratch);
  try {
    const worse: string[] = [];
    for (const name of chosen) {
      const scenario = scenarioOf(name, scratch, options.sizes);
      const compared = await compareBuilds(before, now, scenario, options.rounds);
      worse.push(...printComparison(`${name}, medians of ${options.rounds}`, compared, before));
    }
    console.log(
      worse.length === 0 ? '\nAll within 10 %.' : `\nOutside 10 %, or over their target: ${worse.join('; ')}.`,
    );
    if (worse.length > 0) process.exitCode = 1;
  } finally {
    before.remove();
  }
}
