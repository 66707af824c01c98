import { TRACK_KINDS } from '../../../catalogue/index.js';
import { fieldsOf, isrcOf, mbidOf, present, spanOf, type Fields } from '../../../common/index.js';
import { requiredText, shortText } from '../texts.js';
import { pyxisHeart } from './pyxis-heart.js';
import { RefusedRecord, type ImportFormat } from '../imported-listen.js';
import type { ListenContext, Outcome } from '../../listen.js';
import type { LocalTime } from '../../local-time.js';

const OUTCOMES = new Set<unknown>(['finished', 'skipped', 'stopped', 'playing']);
const PLAY_ID = /^[\x21-\x7e]{1,64}$/;
const SHORT = 16;

/** The JSON lines that Pyxis exports (listen-export.ts, heart-export.ts): every field comes back. What a later Pyxis adds is skipped. */
export const pyxis: ImportFormat = {
  wrappers: new Set(),

  hasListens: (path) => path.endsWith('.jsonl'),

  read(record) {
    const { type, playId, startedAtMs, outcome } = record;
    if (type === 'heart') return pyxisHeart(record);
    if (type !== undefined) return undefined;
    if (typeof playId !== 'string' || !PLAY_ID.test(playId))
      throw new RefusedRecord('There is no playId.', { code: 'record-incomplete' });
    if (!Number.isSafeInteger(startedAtMs))
      throw new RefusedRecord('There is no startedAtMs.', { code: 'record-no-time' });
    if (!OUTCOMES.has(outcome)) throw new RefusedRecord('There is no outcome.', { code: 'record-incomplete' });
    return {
      playId,
      startedAtMs: startedAtMs as number,
      precisionMs: 0,
      title: requiredText(record.title, 'title'),
      artist: requiredText(record.artist, 'artist'),
      // Whatever was playing when it was exported plays no more.
      outcome: outcome === 'playing' ? 'stopped' : (outcome as Outcome),
      ...present({
        performer: shortText(record.performer),
        album: shortText(record.album),
        albumArtist: shortText(record.albumArtist),
        source: short(record.source, 2 * SHORT),
        kind: TRACK_KINDS.find((kind) => kind === record.kind),
        trackId: short(record.trackId, 768),
        albumId: short(record.albumId, 24),
        artistId: short(record.artistId, 24),
        mbRecordingId: mbidOf(record.mbRecordingId),
        isrc: isrcOf(record.isrc),
        mbReleaseId: mbidOf(record.mbReleaseId),
        mbArtistId: mbidOf(record.mbArtistId),
        heardMs: spanOf(record.heardMs),
        durationMs: spanOf(record.durationMs),
        stoppedAtMs: spanOf(record.stoppedAtPositionMs),
        context: contextOf(fieldsOf(record.context)),
        output: outputOf(fieldsOf(record.output)),
        origin: short(record.origin, SHORT),
        local: localOf(record),
      }),
    };
  },
};

function short(value: unknown, length: number): string | undefined {
  const text = shortText(value);
  if (text !== undefined && text.length > length)
    throw new RefusedRecord(`A text is longer than ${length} characters.`, {
      code: 'record-text-too-long',
      most: length,
    });
  return text;
}

function contextOf({ kind, id, title }: Fields): ListenContext | undefined {
  const known = short(kind, SHORT);
  return known === undefined ? undefined : { kind: known, ...present({ id: short(id, 128), title: shortText(title) }) };
}

function outputOf({ name, kind }: Fields): { name: string; kind: string } | undefined {
  const known = shortText(name);
  return known === undefined ? undefined : { name: known, kind: short(kind, SHORT) ?? '' };
}

function localOf({ day, hour, weekday }: Fields): LocalTime | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typeof day === 'string' ? day : '') ?? [];
  const isWhole = isBetween(hour, 0, 23) && isBetween(weekday, 1, 7) && isBetween(Number(month), 1, 12);
  if (!isWhole || !isBetween(Number(date), 1, 31)) return undefined;
  return { day: Number(`${year}${month}${date}`), hour: hour as number, weekday: weekday as number };
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
