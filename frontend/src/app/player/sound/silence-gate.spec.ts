import { levelOf, SilenceGate } from './silence-gate';

const STEP_MS = 40;

/** What a gate says of levels, one for each step. */
function heard(levels: readonly number[]): boolean[] {
  const gate = new SilenceGate();
  return levels.map((level, step) => gate.hear(level, step * STEP_MS));
}

const steps = (count: number, level: number): number[] => Array.from({ length: count }, () => level);

describe('silence', () => {
  it('is what lasts, not a pause between words', () => {
    expect(heard([...steps(5, 0.2), ...steps(10, 0), ...steps(5, 0.2)])).not.toContain(true);
  });

  it('begins after 0.4 s, and ends at once with sound', () => {
    const told = heard([0.2, ...steps(15, 0.001), 0.2, 0.2]);
    expect(told.indexOf(true)).toBe(1 + 11);
    expect(told.slice(-3)).toEqual([true, false, false]);
  });

  it('is not guessed by who could not listen for a while', () => {
    const gate = new SilenceGate();
    expect([0, 1_000, 2_000, 3_000].map((ms) => gate.hear(0, ms))).not.toContain(true);
  });

  it('is measured as the mean of squares', () => {
    expect([levelOf(new Float32Array([0.5, -0.5])), levelOf(new Float32Array(8)), levelOf(new Float32Array())]).toEqual(
      [0.5, 0, 0],
    );
  });
});
