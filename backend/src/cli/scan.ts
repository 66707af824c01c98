import { StartFailure } from '../config/index.js';
import type { ScanView } from '../library/index.js';
import type { Call } from './arguments.js';
import { withServer } from './with-server.js';

const LOOK_EVERY_MS = 500;
const MS_PER_MINUTE = 60_000;

/**
 * Scans and shows how it goes: in the server when one runs, else in one of its own that nobody else can reach. Either
 * way it is asked over HTTP.
 * @returns 1 when the scan did not come to its end
 */
export function scan(call: Call): Promise<number> {
  return withServer(call, (address, isRunning) => {
    if (isRunning) console.log(`The server at ${address} scans.`);
    return follow(address, call.switches.has('all'));
  });
}

async function follow(address: string, rereadAll: boolean): Promise<number> {
  const body = JSON.stringify(rereadAll ? { rereadAll } : {});
  const headers = { 'Content-Type': 'application/json' };
  let view = await ask(`${address}api/v1/scans`, { method: 'POST', headers, body });
  while (view.state === 'running') {
    showProgress(view);
    await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
    view = await ask(`${address}api/v1/scans/${view.id}`);
  }
  showProgress(view);
  if (process.stdout.isTTY) process.stdout.write('\n');
  console.log(summary(view));
  return view.state === 'finished' ? 0 : 1;
}

async function ask(url: string, request?: RequestInit): Promise<ScanView> {
  const answer = await fetch(url, request);
  if (!answer.ok) throw new StartFailure(`The server refused to scan: ${await answer.text()}`);
  return (await answer.json()) as ScanView;
}

/** One line that is written again and again; only for people who watch. */
function showProgress({ itemsDone, itemsTotal, itemsSeen, itemsPerSecond, remainingMs }: ScanView): void {
  if (!process.stdout.isTTY) return;
  const rate = itemsPerSecond === undefined ? '' : `, ${Math.round(itemsPerSecond)} per second`;
  const left = remainingMs === undefined ? '' : `, ${Math.ceil(remainingMs / MS_PER_MINUTE)} min left`;
  process.stdout.write(`\r\u001B[K${itemsDone} of ${itemsTotal ?? `at least ${itemsSeen}`} files${rate}${left}`);
}

function summary(view: ScanView): string {
  const { state, itemsSeen, tracksAdded, tracksUpdated, tracksMoved, tracksMissing, itemsBroken, reason } = view;
  const counts = [
    `${itemsSeen} files`,
    `${tracksAdded} new`,
    `${tracksUpdated} changed`,
    `${tracksMoved} moved`,
    `${tracksMissing} missing`,
    `${itemsBroken} broken`,
  ];
  return `Scan ${state}: ${counts.join(', ')}.${reason === undefined ? '' : ` ${reason}`}`;
}
