import { describe, expect, it } from 'vitest';
import { examine, type Probe } from './examination.js';
import { ok, type Finding } from './finding.js';

const found = async (probes: readonly Probe[], asked = new AbortController().signal): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for await (const finding of examine(probes, asked, 20)) findings.push(finding);
  return findings;
};
const probe = (subject: string, look: Probe['look']): Probe => ({ subject, silence: 'warning', look });
const never = (): Promise<Finding[]> => new Promise(() => undefined);

describe('examine', () => {
  it('tells in order what was found at the same time', async () => {
    let second: (findings: Finding[]) => void = () => undefined;
    const probes = [
      probe('first', () => new Promise((done) => (second = done))),
      probe('second', () => {
        second([ok('first')]);
        return [ok('second'), ok('and more')];
      }),
    ];
    expect((await found(probes)).map(({ text }) => text)).toEqual(['first', 'second', 'and more']);
  });

  it('does not wait for what hangs', async () => {
    const [hanging, other] = await found([probe('Music folder', never), probe('other', () => [ok('fine')])]);
    expect(hanging).toEqual({
      state: 'warning',
      text: 'Music folder: nothing answered within 0.02 seconds. Is a disk or a server hanging?',
    });
    expect(other).toEqual(ok('fine'));
  });

  it('stops what can be stopped when it is asked to, and tells no more', async () => {
    const asked = new AbortController();
    let isStopped = false;
    const stoppable = probe('slow', (signal) => {
      signal.addEventListener('abort', () => (isStopped = true));
      queueMicrotask(() => asked.abort());
      return never();
    });
    expect(await found([stoppable, probe('other', () => [ok('fine')])], asked.signal)).toEqual([]);
    expect(isStopped).toBe(true);
  });
});
