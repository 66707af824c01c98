import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** In a process of its own: the engine's flags are those of the whole process. Node takes the types out by itself. */
const CHURN = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { setImmediate as nextTurn } from 'node:timers/promises';
  import { boundYoungGeneration, freezeYoungGeneration } from ${JSON.stringify(new URL('young-generation.ts', import.meta.url).href)};
  const sizeMb = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size / 1024 ** 2;
  let kept = [];
  const work = async (turns) => {
    for (let turn = 0; turn < turns; turn++) {
      for (let i = 0; i < 5_000; i++) kept.push({ number: i, list: [i] });
      if (kept.length > 50_000) kept = [];
      await nextTurn();
    }
  };
  if (process.argv[1] === 'bounded') {
    freezeYoungGeneration();
    await work(100);
    const frozen = sizeMb();
    boundYoungGeneration();
    await work(400);
    console.log(JSON.stringify({ frozen, grown: sizeMb() }));
  } else {
    await work(500);
    console.log(JSON.stringify({ grown: sizeMb() }));
  }
`;

function churn(how: 'bounded' | 'free'): { frozen?: number; grown: number } {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', CHURN, how], { encoding: 'utf8' });
  return JSON.parse(output) as { frozen?: number; grown: number };
}

it('lets the young generation grow to eight megabytes or one doubling more, where the engine would go on', () => {
  const { frozen, grown } = churn('bounded');
  expect(frozen).toBeLessThan(4);
  expect(grown).toBeGreaterThan(4);
  // Eight as a rule. Under load two collections may come between two looks.
  expect(grown).toBeLessThanOrEqual(16);
  expect(churn('free').grown).toBeGreaterThan(16);
}, 60_000);
