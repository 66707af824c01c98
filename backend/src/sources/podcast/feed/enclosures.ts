import type { RssFeed } from 'feedsmith';
import { present } from '../../../common/index.js';
import { webAddressOf, type Addresses } from './addresses.js';
import type { FeedEnclosure } from './feed.js';

/** By the end of a file's name, where a feed does not say what it is. */
const SOUND = /\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|flac|wav|mp2|wma)$/i;
const PICTURE_AND_SOUND = /\.(?:mp4|m4v|mov|webm|mkv)$/i;
const MAX_ALTERNATES = 20;

/** The audio of an item, and the same in other codings. */
export interface Enclosures {
  readonly main: FeedEnclosure;
  readonly alternates: readonly FeedEnclosure[];
}

/**
 * The first enclosure that is audio, else the first video, whose sound can be played; of those that lead to the web.
 * @returns undefined where the item has none: it is no episode
 */
export function readEnclosures(item: RssFeed.Item<string>, addresses: Addresses): Enclosures | undefined {
  const own = (item.enclosures ?? []).map(({ url, type, length }) => enclosureOf({ url, type, length }, addresses));
  const media = (item.media?.contents ?? []).map(({ url, type, fileSize }) =>
    enclosureOf({ url, type, length: fileSize }, addresses),
  );
  const others = (item.podcast?.alternateEnclosures ?? []).flatMap(({ type, length, bitrate, title, sources = [] }) =>
    sources
      .map(({ uri, contentType }) =>
        enclosureOf({ url: uri, type: contentType ?? type, length, bitrate, title }, addresses),
      )
      .filter((enclosure) => enclosure !== undefined)
      .slice(0, 1),
  );
  const found = [...own, ...media, ...others].filter((enclosure) => enclosure !== undefined);
  const main = found.find(isSound) ?? found.find(hasSound);
  if (!main) return undefined;
  return { main: soundOnly(main), alternates: others.filter(({ url }) => url !== main.url).slice(0, MAX_ALTERNATES) };
}

interface Written {
  readonly url: string | undefined;
  readonly type: string | undefined;
  readonly length: number | undefined;
  /** Bits a second. */
  readonly bitrate?: number | undefined;
  readonly title?: string | undefined;
}

function enclosureOf(
  { url: written, type, length, bitrate, title }: Written,
  addresses: Addresses,
): FeedEnclosure | undefined {
  const url = webAddressOf(written, addresses);
  if (url === undefined) return undefined;
  return present({
    url,
    mimeType: mimeTypeOf(type),
    // Some write a length in seconds here.
    sizeBytes: isWhole(length) && length > 1_000 ? length : undefined,
    title,
    bitrateKbps: bitrate !== undefined && bitrate >= 1_000 && bitrate < 1e9 ? Math.round(bitrate / 1_000) : undefined,
  });
}

function mimeTypeOf(type: string | undefined): string | undefined {
  return /^([a-z]+\/[\w.+-]{1,60})(?:\s*;.{0,100})?$/i.exec(type?.trim() ?? '')?.[1]?.toLowerCase();
}

function isWhole(value: number | undefined): value is number {
  return Number.isSafeInteger(value);
}

/** That a file is a web page or a picture is not believed where it is played, and not passed on. */
function soundOnly({ mimeType, ...enclosure }: FeedEnclosure): FeedEnclosure {
  const isSound = mimeType !== undefined && /^(?:audio|video)\/|^application\/ogg$/.test(mimeType);
  return isSound ? { ...enclosure, mimeType } : enclosure;
}

/** What says nothing of itself is taken for audio: in the feed of a podcast it mostly is. */
function isSound({ mimeType, url }: FeedEnclosure): boolean {
  if (mimeType?.startsWith('audio/')) return true;
  const { pathname } = new URL(url);
  if (mimeType === undefined || mimeType === 'application/octet-stream')
    return !PICTURE_AND_SOUND.test(pathname) && !isOther(pathname);
  return mimeType === 'application/ogg' || (SOUND.test(pathname) && !mimeType.startsWith('image/'));
}

function hasSound({ mimeType = '', url }: FeedEnclosure): boolean {
  return mimeType.startsWith('video/') || PICTURE_AND_SOUND.test(new URL(url).pathname);
}

function isOther(pathname: string): boolean {
  return /\.(?:jpe?g|png|gif|webp|pdf|epub|html?|txt|zip|torrent)$/i.test(pathname);
}
