import { splitSourceId } from '../../../catalogue/index.js';
import { fieldsOf, isrcOf, mbidOf, present, spanOf, type Fields } from '../../../common/index.js';
import { HEART_KINDS } from '../../../hearts/index.js';
import { stationIdOf } from '../../../sources/index.js';
import type { NewStation } from '../../../stations/index.js';
import type { ImportedHeart } from '../hearts/imported-heart.js';
import { RefusedRecord } from '../imported-listen.js';
import { requiredText, shortText } from '../texts.js';

const MOST_ID = 768;
const MOST_OF_STATION = { name: 200, group: 100, tag: 100 };
const MOST_LISTED = 32;
const MOST_GAIN_DB = 60;

/** A line of type `heart` that Pyxis exported (export/exported-heart.ts). @throws RefusedRecord */
export function pyxisHeart(record: Fields): ImportedHeart {
  const { heartedAtMs } = record;
  if (!Number.isSafeInteger(heartedAtMs))
    throw new RefusedRecord('There is no heartedAtMs.', { code: 'record-no-time' });
  const id = requiredText(record.id, 'id');
  if (id.length > MOST_ID)
    throw new RefusedRecord('Its id is too long.', { code: 'record-text-too-long', most: MOST_ID });
  const head = { id, heartedAtMs: heartedAtMs as number, title: requiredText(record.title, 'title') };
  if (record.kind === 'station')
    return { ...head, kind: 'station', station: stationOf(head, fieldsOf(record.station)) };
  const kind = HEART_KINDS.find((one) => one === record.kind);
  if (!kind) throw new RefusedRecord('A heart of this kind is not known here.', { code: 'record-unknown-heart' });
  return {
    ...head,
    kind,
    ...present({
      artist: shortText(record.artist),
      performer: shortText(record.performer),
      album: shortText(record.album),
      durationMs: spanOf(record.durationMs),
      mbRecordingId: mbidOf(record.mbRecordingId),
      isrc: isrcOf(record.isrc),
      mbReleaseId: mbidOf(record.mbReleaseId),
      mbArtistId: mbidOf(record.mbArtistId),
      artworkId: shortText(record.artworkId),
      address: webAddress(record.address),
    }),
  };
}

function stationOf({ id, title }: { readonly id: string; readonly title: string }, fields: Fields): NewStation {
  const [url, ...others] = listOf(fields.urls).flatMap((text) => webAddress(text) ?? []);
  if (url === undefined) throw new RefusedRecord('There is no address of the station.', { code: 'record-incomplete' });
  const { source, nativeId = '' } = splitSourceId(id) ?? {};
  const { countryCode, charset, gainDb } = fields;
  return {
    nativeId: source === 'radio' ? nativeId : stationIdOf(url),
    name: title.slice(0, MOST_OF_STATION.name),
    urls: [url, ...others],
    tags: listOf(fields.tags).flatMap((tag) => shortText(tag)?.slice(0, MOST_OF_STATION.tag) ?? []),
    ...present({
      homepage: webAddress(fields.homepage),
      artwork: webAddress(fields.artwork),
      countryCode: typeof countryCode === 'string' && /^[A-Za-z]{2}$/.test(countryCode) ? countryCode : undefined,
      charset: typeof charset === 'string' ? charsetOf(charset) : undefined,
      group: shortText(fields.group)?.slice(0, MOST_OF_STATION.group),
      gainDb: typeof gainDb === 'number' && Math.abs(gainDb) <= MOST_GAIN_DB ? gainDb : undefined,
    }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_LISTED) : [];
}

function webAddress(value: unknown): string | undefined {
  const text = shortText(value);
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function charsetOf(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
