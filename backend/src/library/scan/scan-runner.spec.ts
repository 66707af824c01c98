import { filter, firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack, FakeCollection } from '../../../test/support/fake-collection.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { SystemClock } from '../../common/index.js';
import { DatabaseUnusable } from '../../database/index.js';
import { SourceRegistry } from '../../sources/index.js';
import type { ScanView } from '../scans.dto.js';
import { LibraryScanner } from './library-scanner.js';
import { ScanRepository } from './scan-repository.js';
import { ScanRunner } from './scan-runner.js';

class WatchedCollection extends FakeCollection {
  report: (unitKeys: readonly string[]) => void = () => undefined;

  watch(changed: (unitKeys: readonly string[]) => void, signal: AbortSignal): Promise<void> {
    this.report = changed;
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  }
}

describeOnEachEngine('ScanRunner', (database) => {
  let files: WatchedCollection;
  let runner: ScanRunner;

  function aRunner(...sources: WatchedCollection[]): ScanRunner {
    const [clock, registry] = [new SystemClock(), new SourceRegistry(sources)];
    const scanner = new LibraryScanner(database(), registry, clock);
    return new ScanRunner(scanner, new ScanRepository(database()), registry, clock);
  }

  const scans = async (): Promise<ScanView[]> => (await new ScanRepository(database()).page({ limit: 50 })).items;
  const ended = (trigger: string): Promise<ScanView | undefined> =>
    firstValueFrom(runner.views.pipe(filter((view) => view?.trigger === trigger && view.state !== 'running')));

  beforeEach(async () => {
    files = new WatchedCollection();
    files.put('a/1.flac', aTrack({ title: 'A', album: 'A' }));
    runner = aRunner(files);
    await runner.onApplicationBootstrap();
  });

  afterEach(() => runner.onApplicationShutdown());

  it('scans when the server begins, then what its sources report', async () => {
    runner.begin();
    expect(await runner.settled()).toMatchObject({ trigger: 'start', state: 'finished', tracksAdded: 1 });
    files.put('a/2.flac', aTrack({ title: 'B', album: 'A' }));
    files.put('b/1.flac', aTrack({ title: 'C', album: 'C' }));
    files.report(['/music/a/']);
    expect(await ended('watch')).toMatchObject({ state: 'finished', tracksAdded: 1 });
    expect(files.opened).not.toContain('/music/b/1.flac');
  });

  it('looks at what is reported during a scan when that has ended', async () => {
    files.beforeUnit = () => {
      files.beforeUnit = () => undefined;
      files.put('b/1.flac', aTrack({ title: 'B', album: 'B' }));
      files.report(['/music/b/']);
    };
    runner.begin();
    await ended('watch');
    expect((await scans()).map(({ trigger, tracksAdded }) => [trigger, tracksAdded])).toEqual([
      ['watch', 1],
      ['start', 1],
    ]);
  });

  it('has nothing to do without a collection', async () => {
    const idle = aRunner();
    idle.begin();
    expect(idle.running).toBeUndefined();
    await idle.onApplicationShutdown();
    expect(await scans()).toEqual([]);
  });

  it('calls a scan interrupted that the last run of the server did not end', async () => {
    const left: ScanView = {
      id: 'left', state: 'running', trigger: 'start', startedAtMs: 1, itemsSeen: 0, itemsDone: 0, tracksAdded: 0,
      tracksUpdated: 0, tracksMoved: 0, tracksMissing: 0, itemsBroken: 0,
    }; // prettier-ignore
    await new ScanRepository(database()).open(left);
    const next = aRunner(files);
    await next.onApplicationBootstrap();
    expect(await firstValueFrom(next.views)).toMatchObject({ id: 'left', state: 'interrupted' });
    await next.onApplicationShutdown();
  });

  it('ends the scan when the server ends', async () => {
    files.put('b/1.flac', aTrack({ title: 'B', album: 'B' }));
    let shutdown: Promise<void> | undefined;
    files.beforeUnit = () => {
      shutdown ??= runner.onApplicationShutdown();
    };
    runner.start({ trigger: 'manual' });
    await runner.settled();
    await shutdown;
    expect(await scans()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('tells why a scan failed', async () => {
    files.beforeUnit = () => Promise.reject(new Error('The disk caught fire.'));
    runner.start({ trigger: 'manual' });
    expect(await runner.settled()).toMatchObject({ state: 'failed', reason: 'The disk caught fire.' });
    expect(runner.running).toBeUndefined();
  });

  it('tells programs, too, where people can mend it', async () => {
    files.beforeUnit = () => Promise.reject(new DatabaseUnusable('disk-full', new Error()));
    runner.start({ trigger: 'manual' });
    const cause = { code: 'database-unusable', because: 'disk-full' };
    expect(await runner.settled()).toMatchObject({ state: 'failed', cause });
    expect(await scans()).toMatchObject([{ state: 'failed', cause }]);
  });
});
