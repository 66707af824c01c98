import type { ImportService, ImportView } from '../../../core/api/history-types';
import { said } from '../../../core/locale/server/server-words';
import { counted } from '../../../ui/format';
import { dayOf, shortDay } from '../shared/days';
import type { ImportedFile } from './import-sum';
import { plural } from '../../../core/locale/formats';

/** The services whose exports are understood, and which file of theirs to choose. */
export const SERVICES: readonly { id: ImportService; name: string; file: () => string }[] = [
  {
    id: 'listenbrainz',
    name: 'ListenBrainz',
    file: () => $localize`The archive of “Export data”, or a JSON or JSONL file from it`,
  },
  { id: 'lastfm', name: 'Last.fm', file: () => $localize`A JSON or CSV file of your scrobbles` },
  {
    id: 'spotify',
    name: 'Spotify',
    file: () => $localize`The archive “Extended streaming history”, or a JSON file from it`,
  },
  {
    id: 'pyxis',
    name: 'Pyxis',
    file: () => $localize`A JSON lines file that was exported here, or from another Pyxis`,
  },
];

export function serviceName(service: ImportService): string {
  return SERVICES.find(({ id }) => id === service)?.name ?? service;
}

/** How far one of several files is; empty until it is its turn. */
export function fileInWords({ view, failure }: ImportedFile): string {
  if (failure !== undefined) return failure;
  return view ? (errorInWords(view) ?? resultInWords(view)) : '';
}

/** Why it failed. */
export function errorInWords({ error, errorCause }: ImportView): string | undefined {
  return said(errorCause, error);
}

/** Why a record was refused. */
export function refusalInWords({ reason, cause }: ImportView['refused'][number]): string {
  return said(cause, reason);
}

/** Why listens found no track in the library. */
export function missingInWords({ reason, listens }: ImportView['notFound'][number]): string {
  return `${counted(listens, 'listen')}: ${MISSING_WORDS[reason]()}`;
}

const MISSING_WORDS: Record<ImportView['notFound'][number]['reason'], () => string> = {
  artist: () => $localize`nobody of that name is in your library`,
  title: () => $localize`the artist is there, the title is not`,
  recording: () => $localize`what is there is another recording, of another length or by others`,
};

/** 0 to 100; absent while the size of the file is not known. */
export function percentOf({ readBytes, totalBytes, state }: ImportView): number | undefined {
  if (state === 'finished') return 100;
  if (totalBytes === 0) return undefined;
  return Math.min(100, Math.floor((100 * readBytes) / totalBytes));
}

/** What an import did, or would do, in one sentence. */
export function resultInWords({ state, isDryRun, added, read, hearts }: ImportView): string {
  if (state === 'interrupted') {
    return $localize`Broken off when the server ended. Import it again: nothing is added twice.`;
  }
  if (state === 'running') {
    return isDryRun
      ? plural(read, $localize`{COUNT, plural, one {# line read} other {# lines read}}`)
      : plural(added, $localize`{COUNT, plural, one {# listen added so far} other {# listens added so far}}`);
  }
  if (state === 'cancelled') {
    const soFar = $localize`{COUNT, plural, one {Stopped. # listen had been added.} other {Stopped. # listens had been added.}}`;
    return isDryRun ? $localize`Stopped. Nothing was written.` : plural(added, soFar);
  }
  if (state === 'failed') {
    const soFar = $localize`{COUNT, plural, one {It broke off. # listen had been added.} other {It broke off. # listens had been added.}}`;
    return isDryRun ? $localize`The file could not be read.` : plural(added, soFar);
  }
  if (added === 0 && hearts && hearts.added > 0) {
    return isDryRun
      ? plural(hearts.added, $localize`{COUNT, plural, one {# heart would be given.} other {# hearts would be given.}}`)
      : plural(hearts.added, $localize`{COUNT, plural, one {# heart was given.} other {# hearts were given.}}`);
  }
  if (added === 0) {
    return isDryRun ? $localize`There is nothing in it that is not here already.` : $localize`Nothing was added.`;
  }
  return isDryRun
    ? plural(added, $localize`{COUNT, plural, one {# listen would be added.} other {# listens would be added.}}`)
    : plural(
        added,
        $localize`{COUNT, plural, one {# listen is in your history now.} other {# listens are in your history now.}}`,
      );
}

/** How much of it is new: listens, else hearts. */
export function newInWords({ added, hearts }: ImportView): string {
  return added === 0 && hearts ? counted(hearts.added, 'heart') : counted(added, 'listen');
}

export function hasNew({ added, hearts }: ImportView): boolean {
  return added > 0 || (hearts?.added ?? 0) > 0;
}

/** `1 Jan 2015 to 3 Jun 2024`; absent while none was read. */
export function spanInWords({ earliestMs, latestMs }: ImportView): string | undefined {
  if (earliestMs === undefined || latestMs === undefined) return undefined;
  return $localize`${shortDay(dayOf(earliestMs))}:from: to ${shortDay(dayOf(latestMs))}:to:`;
}
