import { parsePlaylist, type PlaylistEntry } from '../streaming/index.js';
import type { SavedStation } from './station-store.js';
import type { StationFileFormat } from './stations.dto.js';

/** Deeper nested outlines are not looked into. */
const MOST_DEPTH = 16;
const MIME_TYPES: Readonly<Record<StationFileFormat, string>> = {
  m3u: 'audio/x-mpegurl',
  pls: 'audio/x-scpls',
  opml: 'text/x-opml',
};

export type ListedStation = Pick<SavedStation, 'name' | 'urls' | 'group' | 'homepage' | 'artwork'>;

/** What other programs read, with what it is sent as. */
export function writeStations(
  stations: readonly ListedStation[],
  format: StationFileFormat,
): { text: string; mimeType: string } {
  const text = { m3u: writeM3u, pls: writePls, opml: writeOpml }[format](stations);
  return { text, mimeType: `${MIME_TYPES[format]}; charset=utf-8` };
}

/** Stations in a file of another program, or of ours: M3U, PLS, XSPF, ASX or OPML. */
export async function readStations(text: string): Promise<readonly PlaylistEntry[]> {
  return /<opml[\s>]/i.test(text.slice(0, 2_000)) ? readOpml(text) : parsePlaylist(Buffer.from(text));
}

function writeM3u(stations: readonly ListedStation[]): string {
  const lines = stations.flatMap(({ name, urls, group, artwork }) => [
    `#EXTINF:-1${attribute('tvg-logo', artwork)}${attribute('group-title', group)},${oneLine(name)}`,
    urls[0],
  ]);
  return ['#EXTM3U', ...lines, ''].join('\n');
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${oneLine(value).replaceAll('"', "'")}"`;
}

function writePls(stations: readonly ListedStation[]): string {
  const lines = stations.flatMap(({ name, urls }, index) => [
    `File${index + 1}=${urls[0]}`,
    `Title${index + 1}=${oneLine(name)}`,
    `Length${index + 1}=-1`,
  ]);
  return ['[playlist]', ...lines, `NumberOfEntries=${stations.length}`, 'Version=2', ''].join('\n');
}

/** As directories of stations have it: groups around links (OPML 2.0, “link” of type audio). */
function writeOpml(stations: readonly ListedStation[]): string {
  const groups = Map.groupBy(stations, ({ group }) => group);
  const body = [...groups].flatMap(([group, members]) => {
    const outlines = members.map(
      ({ name, urls, homepage }) =>
        `<outline type="audio" text="${escaped(name)}" URL="${escaped(urls[0])}"${homepage === undefined ? '' : ` htmlUrl="${escaped(homepage)}"`}/>`,
    );
    return group === undefined ? outlines : [`<outline text="${escaped(group)}">`, ...outlines, '</outline>'];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '<head><title>Stations</title></head>',
    '<body>',
    ...body,
    '</body>',
    '</opml>',
    '',
  ].join('\n');
}

interface Outline {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly outline?: readonly Outline[];
}

async function readOpml(text: string): Promise<PlaylistEntry[]> {
  // No program writes any into a list; they are made to swell.
  if (/<!ENTITY/i.test(text)) return [];
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributesGroupName: 'attributes',
    attributeNamePrefix: '',
    parseAttributeValue: false,
    transformAttributeName: (name) => name.toLowerCase(),
    isArray: (name) => name === 'outline',
  });
  let document: { opml?: { body?: Outline } };
  try {
    document = parser.parse(text) as typeof document;
  } catch {
    return [];
  }
  const entries: PlaylistEntry[] = [];
  gather(document.opml?.body?.outline ?? [], undefined, 0, entries);
  return entries;
}

function gather(outlines: readonly Outline[], group: string | undefined, depth: number, into: PlaylistEntry[]): void {
  if (depth > MOST_DEPTH) return;
  for (const { attributes = {}, outline } of outlines) {
    const { text: title = attributes.title, url: address, xmlurl = address } = attributes;
    if (xmlurl !== undefined && URL.canParse(xmlurl) && /^https?:/i.test(xmlurl)) {
      into.push({ url: new URL(xmlurl).href, ...(title && { title }), ...(group !== undefined && { group }) });
    }
    if (Array.isArray(outline)) gather(outline as readonly Outline[], title ?? group, depth + 1, into);
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function escaped(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
