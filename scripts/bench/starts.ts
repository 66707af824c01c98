import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { residentMb, startPyxis, type StartOptions } from './processes.ts';
import { median, type Row } from './report.ts';

const STARTS = 5;
/** The scan that comes with a start is over then, and what it needed was given back. */
const SETTLE_MS = 6_000;

/** How soon a server with this library answers, and what it takes when nobody asks anything. */
export async function benchStart(
  scratch: string,
  music: string,
  count: number,
  options: StartOptions = {},
): Promise<Row[]> {
  const home = join(scratch, `pyxis-${count}`);
  const starts: number[] = [];
  const idle: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const pyxis = await startPyxis(home, music, options);
    starts.push(pyxis.startMs);
    await delay(SETTLE_MS);
    idle.push(residentMb(pyxis.pid).now);
    await pyxis.stop();
  }
  const size = `${count.toLocaleString('en')} tracks`;
  const [startMs, idleMb] = [median(starts), median(idle)];
  return [
    {
      what: `start to first answer, ${size}`,
      measured: `${Math.round(startMs)} ms`,
      reference: '1 s',
      ratio: startMs / 1000,
      target: { atMost: 1 },
    },
    {
      what: `idle memory, ${size}`,
      measured: `${Math.round(idleMb)} MB`,
      reference: '180 MB',
      ratio: idleMb / 180,
      target: { atMost: 1 },
    },
  ];
}
