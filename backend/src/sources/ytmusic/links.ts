import type { RemoteLink } from '../remote-catalogue.js';
import { artistIdOf } from './answers/lines.js';

const HOSTS: ReadonlySet<string> = new Set([
  'youtube.com',
  'www.youtube.com',
  'm.youtube.com',
  'music.youtube.com',
  'youtube-nocookie.com',
  'www.youtube-nocookie.com',
]);
const SHORT_HOST = 'youtu.be';
const VIDEO = /^[\w-]{11}$/;
const PLAYLIST = /^(?:PL|OLAK5uy_|RDCLAK5uy_|VLPL|VLOLAK5uy_|VLRDCLAK5uy_|LM$|SE|FL|UU)[\w-]{0,80}$/;
const ALBUM = /^MPREb_[\w-]{5,40}$/;
const CHANNEL = /^(?:MPLA)?UC[\w-]{22}$/;
/** Words before the id of a video. */
const VIDEO_FOLDERS: ReadonlySet<string> = new Set(['shorts', 'live', 'embed', 'v', 'e']);

/** Words before the names of channels, from times when there was no `@`. */
const NAMED_FOLDERS: ReadonlySet<string> = new Set(['c', 'user']);

/** Whether it is a name that a channel goes by: `@name`, `c/name` or `user/name`. */
export function isChannelName(text: string): boolean {
  return /^(?:@|c\/|user\/)[\p{L}\p{N}_.·-]{1,100}$/u.test(text);
}

/** What an address of YouTube, YouTube Music or youtu.be leads to; what stands in it besides is left out. */
export function readLink(address: URL): RemoteLink | undefined {
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined;
  const [folder = '', name = ''] = address.pathname.split('/').filter((part) => part !== '');
  if (address.hostname === SHORT_HOST) return video(folder, address);
  if (!HOSTS.has(address.hostname)) return undefined;
  if (folder === 'watch') return video(address.searchParams.get('v') ?? '', address) ?? listOf(address);
  // Eleven letters, and no video: all of a list in one frame.
  if (folder === 'embed' && name === 'videoseries') return listOf(address);
  if (VIDEO_FOLDERS.has(folder)) return video(name, address);
  if (folder === 'playlist') return listOf(address);
  if (folder === 'browse') return pageOf(name);
  if (folder === 'channel' && CHANNEL.test(name)) return { kind: 'artist', nativeId: name };
  // A name of their own, which only the service can tell the channel of.
  const named = NAMED_FOLDERS.has(folder) ? `${folder}/${decoded(name)}` : decoded(folder);
  return isChannelName(named) ? { kind: 'artist', nativeId: named } : undefined;
}

function video(id: string, { searchParams, hash }: URL): RemoteLink | undefined {
  if (!VIDEO.test(id)) return undefined;
  const startMs = secondsOf(searchParams.get('t') ?? searchParams.get('start') ?? hash.replace(/^#t=/, '')) * 1_000;
  return { kind: 'track', nativeId: id, ...(startMs > 0 && { startMs }) };
}

function listOf({ searchParams }: URL): RemoteLink | undefined {
  const id = searchParams.get('list') ?? '';
  return PLAYLIST.test(id) ? { kind: 'playlist', nativeId: id.replace(/^VL/, '') } : undefined;
}

function pageOf(id: string): RemoteLink | undefined {
  if (ALBUM.test(id)) return { kind: 'album', nativeId: id };
  if (PLAYLIST.test(id) && id.startsWith('VL')) return { kind: 'playlist', nativeId: id.slice('VL'.length) };
  return CHANNEL.test(id) ? { kind: 'artist', nativeId: artistIdOf(id) } : undefined;
}

/** `90`, `90s`, `1m30s`, `1h2m3s` */
function secondsOf(text: string): number {
  const [whole, hours = 0, minutes = 0, seconds = 0] =
    /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(text) ?? [];
  return whole === undefined ? 0 : Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
