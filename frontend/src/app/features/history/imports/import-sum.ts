import type { ImportView } from '../../../core/api/history-types';

/** A file that was chosen, and how its import goes. */
export interface ImportedFile {
  readonly file: File;
  /** Absent until the server has it. */
  readonly view?: ImportView;
  /** Why the server did not take it, in words. */
  readonly failure?: string;
}

/**
 * What the imports of several files come to, as if they were one: of those that were added, as soon as one was, else of
 * those that were tried.
 * @returns undefined as long as none has begun
 */
export function sumOf(files: readonly ImportedFile[], isBusy: boolean): ImportView | undefined {
  const views = files.flatMap(({ view }) => (view ? [view] : []));
  const real = views.filter(({ isDryRun }) => !isDryRun);
  const counted = real.length > 0 ? real : views;
  const [first] = counted;
  if (!first) return undefined;
  if (files.length === 1) return first;
  const sum: ImportView = {
    ...first,
    state: stateOf(counted, isBusy),
    totalBytes: files.reduce((total, { file }) => total + file.size, 0),
    readBytes: counted.reduce((read, view) => read + view.readBytes, 0),
    refused: counted.flatMap(({ refused }) => refused),
    notFound: [],
  };
  for (const view of counted.slice(1)) {
    for (const name of ['read', 'added', 'found', 'duplicates', 'skipped', 'refusedCount'] as const) {
      sum[name] += view[name];
    }
    const { hearts } = view;
    if (hearts) {
      const { added, lost, examples } = sum.hearts ?? { added: 0, lost: 0, examples: [] };
      sum.hearts = {
        added: added + hearts.added,
        lost: lost + hearts.lost,
        examples: [...examples, ...hearts.examples],
      };
    }
    const { earliestMs = Infinity, latestMs = 0 } = view;
    if (latestMs > 0) {
      sum.earliestMs = Math.min(sum.earliestMs ?? Infinity, earliestMs);
      sum.latestMs = Math.max(sum.latestMs ?? 0, latestMs);
    }
  }
  for (const { reason, listens, examples } of counted.flatMap(({ notFound }) => notFound)) {
    const known = sum.notFound.find((each) => each.reason === reason);
    if (known) {
      known.listens += listens;
      known.examples = [...known.examples, ...examples];
    } else sum.notFound.push({ reason, listens, examples });
  }
  return sum;
}

/** One that failed is told beside its file; all of them did only where none did otherwise. */
function stateOf(views: readonly ImportView[], isBusy: boolean): ImportView['state'] {
  if (isBusy) return 'running';
  if (views.some(({ state }) => state === 'cancelled')) return 'cancelled';
  return views.some(({ state }) => state === 'finished') ? 'finished' : (views[0]?.state ?? 'failed');
}
