import { distinctUntilChanged, type Observable } from 'rxjs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Long enough for what comes right after a scan, or right after the start, to be over. */
const QUIET_MS = 2_000;

/**
 * Gives memory back to the system when hard work is over: after the start, and after each scan. By itself the engine
 * keeps what it once needed (some 60 MB of a server that then idles for hours). It takes a tenth of a second, once.
 * @param isBusy whether a scan is running, each time that may have changed
 */
export function giveMemoryBackAfterWork(isBusy: Observable<boolean>): void {
  let timer: NodeJS.Timeout | undefined;
  isBusy.pipe(distinctUntilChanged()).subscribe((busy) => {
    clearTimeout(timer);
    if (!busy) timer = setTimeout(giveMemoryBack, QUIET_MS).unref();
  });
}

function giveMemoryBack(): void {
  // The engine's own collector, which is not a global unless a flag of the command line says so.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  // The flavour that the engine uses before it gives up: the only one that also returns what is free.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
