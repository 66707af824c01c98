import { distinctUntilChanged, type Observable } from 'rxjs';
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Long enough for what comes right after a scan, or right after the start, to be over. */
const QUIET_MS = 2_000;
/** Room for what is thrown away again soon. By itself the engine takes fifty megabytes for it, which saves no time here. */
const YOUNG_BYTES = 8 * 1024 ** 2;

/**
 * Bounds the part of memory into which everything new goes. The engine asks for the bound on the command line only, when
 * it is too late for whoever is started without; by how much that part grows when it is full may be said at any time.
 */
export function keepYoungGenerationSmall(): void {
  let mayGrow = true;
  const afterCollection = new PerformanceObserver(() => {
    // It also shrinks, when there is little to do.
    const isSmall = youngBytes() < YOUNG_BYTES;
    if (isSmall === mayGrow) return;
    mayGrow = isSmall;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  });
  afterCollection.observe({ entryTypes: ['gc'] });
}

/** Size of both halves: the engine moves what is left from one to the other. */
function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}

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
