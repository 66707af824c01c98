import { openAsBlob } from 'node:fs';
import { StartFailure } from '../config/index.js';
import type { ImportView } from '../history/index.js';
import type { Call } from './arguments.js';
import { ask } from './ask.js';
import { withServer } from './with-server.js';

const LOOK_EVERY_MS = 500;
const REFUSED_SHOWN = 10;

/** Takes in listens of a service and shows how it goes. @returns 1 when it did not come to its end */
export async function importHistory(call: Call, service: string, file: string): Promise<number> {
  const body = await openAsBlob(file).catch((error: unknown) => {
    throw new StartFailure(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const isDryRun = call.switches.has('dry-run');
  return withServer(call, async (address) => {
    const imports = `${address}api/v1/history/imports`;
    let view = await viewOf(`${imports}?service=${service}&dryRun=${isDryRun}`, { method: 'POST', body });
    const stop = (): void => void fetch(`${imports}/${view.id}`, { method: 'DELETE' });
    process.once('SIGINT', stop);
    while (view.state === 'running') {
      showProgress(view);
      await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
      view = await viewOf(`${imports}/${view.id}`);
    }
    process.off('SIGINT', stop);
    if (process.stdout.isTTY) process.stdout.write('\r\u001B[K');
    console.log(summary(view));
    return view.state === 'finished' ? 0 : 1;
  });
}

async function viewOf(url: string, request?: RequestInit): Promise<ImportView> {
  return (await (await ask(url, request)).json()) as ImportView;
}

/** One line that is written again and again; only for people who watch. */
function showProgress({ read, added, toAdd, readBytes, totalBytes }: ImportView): void {
  if (!process.stdout.isTTY) return;
  const percent = totalBytes === 0 ? 100 : Math.floor((100 * readBytes) / totalBytes);
  const done = toAdd === undefined ? `${read} read, ${percent} %` : `${added} of ${toAdd} added`;
  process.stdout.write(`\r\u001B[K${done}`);
}

function summary(view: ImportView): string {
  const { state, isDryRun, read, added, found, hearts, duplicates, skipped, refusedCount, refused, error } = view;
  const counts = [
    `${read} read`,
    `${added} ${isDryRun ? 'to add' : 'added'}`,
    `${found} of them with a track in the library`,
    ...(hearts ? [`${hearts.added} hearts ${isDryRun ? 'to give' : 'given'}`] : []),
    ...(hearts && hearts.lost > 0 ? [`${hearts.lost} hearts left out, of what is not in the library`] : []),
    `${duplicates} there already`,
    `${skipped} neither listens nor hearts`,
    `${refusedCount} refused`,
  ];
  const shown = refused.slice(0, REFUSED_SHOWN);
  return [
    `${isDryRun ? 'Dry run' : 'Import'} ${state}: ${counts.join(', ')}.${error === undefined ? '' : ` ${error}`}`,
    ...shown.map(({ file, line, reason }) => `  ${file === undefined ? '' : `${file}, `}${line}: ${reason}`),
    ...(refusedCount > shown.length ? [`  and ${refusedCount - shown.length} more`] : []),
  ].join('\n');
}
