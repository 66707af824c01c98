import { fieldsOf, mbidOf, present, textOf } from '../../common/index.js';
import type { DirectoryStation } from '../stations.js';

const MAX_TEXT = 1_000;
const MAX_NAMES = 50;
const MAX_KBPS = 20_000;

/** A station of Radio Browser. @returns undefined where it has no id, no name, or no address that can be called */
export function stationOf(value: unknown): DirectoryStation | undefined {
  const station = fieldsOf(value);
  const id = uuidOf(station.stationuuid);
  const name = textOf(station.name)?.slice(0, MAX_TEXT);
  // What its editor wrote comes first: what was behind it at the last check may hold a session that is over.
  const [first, ...more] = new Set(
    [station.url, station.url_resolved].flatMap((address) => webAddressOf(address) ?? []),
  );
  if (id === undefined || name === undefined || first === undefined) return undefined;
  const codec = textOf(station.codec)?.slice(0, MAX_TEXT);
  const country = textOf(station.countrycode)?.toUpperCase();
  return present({
    nativeId: id,
    name,
    urls: [first, ...more] as const,
    homepage: webAddressOf(station.homepage),
    artwork: webAddressOf(station.favicon),
    countryCode: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
    language: namesIn(station.language).join(', ') || undefined,
    tags: namesIn(station.tags),
    codec: codec === 'UNKNOWN' ? undefined : codec,
    bitrateKbps: countOf(station.bitrate, MAX_KBPS) || undefined,
    votes: countOf(station.votes),
    clicks: countOf(station.clickcount),
  });
}

/** Any UUID in lower case. */
export function uuidOf(value: unknown): string | undefined {
  return mbidOf(value);
}

function webAddressOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

function namesIn(value: unknown): string[] {
  const names = (textOf(value) ?? '').split(',').map((name) => name.trim().slice(0, MAX_TEXT));
  return [...new Set(names.filter((name) => name !== ''))].slice(0, MAX_NAMES);
}

function countOf(value: unknown, most = Number.MAX_SAFE_INTEGER): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most ? value : 0;
}
