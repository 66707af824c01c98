import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/**
 * In a process of its own: the engine's flags are those of the whole process. Node takes the types out by itself. Told is
 * the median of what both halves hold, over many turns: while old objects are being marked, new ones may go beyond it.
 */
const CHURN = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { setImmediate as nextTurn } from 'node:timers/promises';
  import { boundYoungGeneration, freezeYoungGeneration } from ${JSON.stringify(new URL('young-generation.ts', import.meta.url).href)};
  const capacityMb = () => {
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    return (2 * (space.space_used_size + space.space_available_size)) / 1024 ** 2;
  };
  let kept = [];
  const work = async (turns) => {
    const sizes = [];
    for (let turn = 0; turn < turns; turn++) {
      for (let i = 0; i < 5_000; i++) kept.push({ number: i, list: [i] });
      if (kept.length > 50_000) kept = [];
      await nextTurn();
      sizes.push(capacityMb());
    }
    return sizes.sort((a, b) => a - b)[turns / 2];
  };
  if (process.argv[1] === 'bounded') {
    freezeYoungGeneration();
    const frozen = await work(100);
    boundYoungGeneration();
    await work(200);
    console.log(JSON.stringify({ frozen, grown: await work(200) }));
  } else {
    await work(300);
    console.log(JSON.stringify({ grown: await work(200) }));
  }
`;

function churn(how: 'bounded' | 'free'): { frozen?: number; grown: number } {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', CHURN, how], { encoding: 'utf8' });
  return JSON.parse(output) as { frozen?: number; grown: number };
}

it('lets the young generation grow to eight megabytes, where the engine would take much more', () => {
  const { frozen, grown } = churn('bounded');
  expect(frozen).toBeLessThan(4);
  expect(grown).toBeGreaterThan(4);
  expect(grown).toBeLessThanOrEqual(8);
  expect(churn('free').grown).toBeGreaterThan(16);
}, 60_000);
