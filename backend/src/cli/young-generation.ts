import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Room for what is thrown away again soon. By itself the engine takes fifty megabytes for it, which saves no time here. */
const MOST_BYTES = 8 * 1024 ** 2;

/**
 * Keeps the part of memory into which everything new goes as small as it is. The engine takes a bound for it only from
 * the command line, which is not always ours; by how much it grows when it is full may be said at any time.
 */
export function freezeYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  // It holds for the threads of a scan as well, which would stay at half of this; they have bounds of their own.
  setFlagsFromString('--min-semi-space-size=2');
}

/** Lets it grow, up to the bound. Not to be called before the work comes in small pieces: it is looked at in between. */
export function boundYoungGeneration(): void {
  let mayGrow = false;
  const afterCollection = new PerformanceObserver(() => {
    // It doubles when it grows. It may have shrunk as well, when there was little to do.
    const isSmall = capacityBytes() <= MOST_BYTES / 2;
    if (isSmall === mayGrow) return;
    mayGrow = isSmall;
    if (mayGrow) setFlagsFromString('--semi-space-growth-factor=2');
    else freezeYoungGeneration();
  });
  afterCollection.observe({ entryTypes: ['gc'] });
}

/**
 * Of both halves: what is still needed is moved from one to the other. Not by the memory that is there for it, which is that
 * of one half only after old objects were collected, too.
 */
function capacityBytes(): number {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  return space ? 2 * (space.space_used_size + space.space_available_size) : 0;
}
