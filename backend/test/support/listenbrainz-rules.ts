const TEXTS = ['media_player', 'submission_client', 'submission_client_version', 'isrc', 'music_service'];
const MBIDS = ['recording_mbid', 'release_mbid', 'release_group_mbid', 'track_mbid', 'recording_msid'];
const MBID_LISTS = ['artist_mbids', 'work_mbids'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONGEST_SECONDS = 24 * 24 * 60 * 60;

class Fault extends Error {}

/**
 * What the server of ListenBrainz says of a body of `submit-listens`.
 * @returns its message where it refuses, else undefined
 */
export function faultOf(body: unknown, nowSeconds = Date.now() / 1_000): string | undefined {
  try {
    check(body as Body, nowSeconds);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

type Values = Record<string, unknown>;
interface Body {
  listen_type?: unknown;
  payload?: (Values & { track_metadata?: Values & { additional_info?: Values } })[];
}

function check({ listen_type: type, payload = [] }: Body, nowSeconds: number): void {
  need(['single', 'playing_now', 'import'].includes(String(type)), 'Invalid listen type.');
  need(payload.length > 0, 'JSON document does not contain any listens.');
  need(type === 'import' || payload.length === 1, 'JSON document contains too many listens.');
  need(payload.length <= 1_000, 'Too many listens.');
  need(bytesOf(payload) <= 10_240_000, 'Payload too large.');
  for (const listen of payload) {
    need(bytesOf(listen) <= 10_240, 'Listen is too large.');
    need(!JSON.stringify(listen).includes('\\u0000'), 'A text contains a NUL.');
    const { listened_at: at, track_metadata: metadata, ...others } = listen;
    need(Object.keys(others).length === 0, 'Unknown keys in a listen.');
    if (type === 'playing_now') need(at === undefined, 'playing_now with listened_at.');
    else {
      need(Number.isInteger(at), 'listened_at is no integer.');
      need(Number(at) >= 1_033_410_600 && Number(at) <= nowSeconds + 3_600, 'listened_at is out of range.');
    }
    need(metadata, 'No track_metadata.');
    checkMetadata(metadata);
  }
}

function checkMetadata({ artist_name: artist, track_name: title, release_name: album, ...rest }: Values): void {
  need(isText(artist), 'artist_name is empty.');
  need(isText(title), 'track_name is empty.');
  need(album === undefined || isText(album), 'release_name is empty.');
  const { additional_info: info = {}, ...others } = rest;
  need(Object.keys(others).length === 0, 'Unknown keys in track_metadata.');
  checkInfo(info as Values);
}

function checkInfo(info: Values): void {
  for (const name of TEXTS) need(!(name in info) || isText(info[name]), `${name} is empty.`);
  for (const name of MBIDS) need(!(name in info) || UUID.test(String(info[name])), `${name} is no UUID.`);
  for (const name of MBID_LISTS) {
    const list = info[name];
    need(list === undefined || (Array.isArray(list) && list.every((id) => UUID.test(String(id)))), `${name} is bad.`);
  }
  need(!('duration' in info && 'duration_ms' in info), 'Both duration and duration_ms.');
  for (const [name, unit] of [
    ['duration', 1],
    ['duration_ms', 1_000],
  ] as const) {
    const value = info[name];
    if (!(name in info)) continue;
    need(Number.isInteger(value) && Number(value) > 0 && Number(value) <= LONGEST_SECONDS * unit, `Bad ${name}.`);
  }
  const tags = (info.tags ?? []) as unknown[];
  need(tags.length <= 50, 'Too many tags.');
  need(
    tags.every((tag) => isText(tag) && String(tag).length <= 64),
    'A tag is too long.',
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** As a server counts that escapes everything beyond ASCII. */
function bytesOf(value: unknown): number {
  return JSON.stringify(value).replaceAll(/[^\x20-\x7e]/g, '\\u0000').length;
}

function need(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Fault(message);
}
