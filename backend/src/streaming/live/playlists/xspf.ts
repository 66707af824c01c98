import { fieldsOf, recordOf } from '../../../common/index.js';
import { decodeEntities } from '../formats/text.js';
import type { WrittenEntry } from './playlist-entry.js';

const LISTS = new Set(['track', 'location']);

/**
 * XML, with its namespace or without. Several locations of a track are alternatives: each becomes an entry. No entity that
 * the document declares is put in.
 * @returns nothing where it is no XML
 */
export async function readXspf(text: string): Promise<WrittenEntry[]> {
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    processEntities: false,
    removeNSPrefix: true,
    isArray: (name) => LISTS.has(name),
  });
  try {
    const { playlist } = fieldsOf(parser.parse(text) as unknown);
    const { track } = fieldsOf(fieldsOf(playlist).trackList);
    return Array.isArray(track) ? track.flatMap(readTrack) : [];
  } catch {
    // Whatever is wrong with the document, it leads nowhere.
    return [];
  }
}

function readTrack(value: unknown): WrittenEntry[] {
  const track = recordOf(value);
  const locations: readonly unknown[] = Array.isArray(track?.location) ? track.location : [];
  const text = (name: string): string | undefined => (typeof track?.[name] === 'string' ? track[name] : undefined);
  return locations.flatMap((location) =>
    typeof location === 'string'
      ? { address: decodeEntities(location), title: text('title'), logo: text('image') }
      : [],
  );
}
