import type { FakeAnswer, FakeRequest } from '../fake-upstream.js';
import { nameOf } from './identifiers.js';
import { SignedAddresses } from './signed-addresses.js';
import type { Segment, Sound, SoundCloudSounds, SoundForm } from './soundcloud-sounds.js';
import type { World, WorldTrack } from './soundcloud-world.js';
import { isEncrypted, transcodingsOf, type Transcoding } from './transcodings.js';

/** A piece of sound that was given to somebody. */
export interface GivenPiece {
  readonly trackId: number;
  readonly form: SoundForm;
  /** Which segment of its list; `head` is what stands before all of them, `file` the sound that is no list. */
  readonly piece: number | 'head' | 'file';
  readonly atMs: number;
}

const PREVIEW_SECONDS = 30;
const FILES = 'https://cf-media.sndcdn.com';
const PREVIEW_FILES = 'https://cf-preview-media.sndcdn.com';
const MP3_LISTS = 'https://cf-hls-media.sndcdn.com';
const OPUS_LISTS = 'https://cf-hls-opus-media.sndcdn.com';
const AAC_LISTS = 'https://playback.media-streaming.soundcloud.cloud';
const TYPES: Readonly<Record<SoundForm, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  aac_160k: 'audio/mp4',
  aac_96k: 'audio/mp4',
};

/** One sound of a track, by what its address tells. */
interface Kept {
  readonly track: WorldTrack;
  readonly form: SoundForm;
  readonly seconds: number;
  /** `<name>.128.mp3`, `<uuid>.64.opus` or `<name>/aac_160k/<uuid>`: what all of its addresses have in them. */
  readonly place: string;
}

/** Where sound lies: files, lists of HLS and what those name, by addresses that are signed and good for a while. */
export class MediaHosts {
  readonly addresses: SignedAddresses;
  /** All that was given, in its order. */
  readonly given: GivenPiece[] = [];
  private readonly kept = new Map<string, Kept>();

  constructor(
    { tracks }: World,
    private readonly sounds: SoundCloudSounds,
    private readonly nowMs: () => number,
  ) {
    this.addresses = new SignedAddresses(nowMs);
    for (const track of tracks) {
      for (const each of transcodingsOf(track)) {
        const kept = keptOf(track, each);
        if (kept) this.kept.set(kept.place, kept);
      }
    }
  }

  /** Where the sound of a transcoding is to be had; absent: nowhere, though it may be listed. */
  addressOf(track: WorldTrack, transcoding: Transcoding): string | undefined {
    // Nobody gets further than this address without a license.
    if (isEncrypted(transcoding)) return this.addresses.signTwice(`${AAC_LISTS}/${encryptedPlace(track, transcoding)}`);
    const kept = track.offer === 'protected' ? undefined : keptOf(track, transcoding);
    if (!kept) return undefined;
    const { form, place } = kept;
    const isPreview = track.offer === 'snipped' || track.offer === 'disguised';
    const below = isPreview ? `preview/0/30/${place}` : place;
    if (transcoding.protocol === 'progressive') {
      return this.addresses.sign(`${isPreview ? PREVIEW_FILES : FILES}/${below}`);
    }
    if (isAac(form)) return this.addresses.signTwice(`${AAC_LISTS}/${below}/playlist.m3u8`);
    return this.addresses.sign(`${listsOf(form)}/${isPreview ? '' : 'playlist/'}${below}/playlist.m3u8`);
  }

  /** Segments of a track's lists that were given, in their order. */
  segmentsGiven(trackId: number): number[] {
    return this.given.flatMap(({ trackId: id, piece }) => (id === trackId && typeof piece === 'number' ? [piece] : []));
  }

  /** @returns nothing where the path is none of these hosts' */
  answer(url: URL, request: FakeRequest): FakeAnswer | undefined {
    const { pathname } = url;
    const place = placeIn(pathname);
    if (place === '') return undefined;
    const kept = this.kept.get(place);
    if (!kept || !this.addresses.isGood(url)) return denied();
    const sound = this.soundOf(kept);
    if (pathname.endsWith('.m3u8')) return listAnswer(this.listOf(kept, sound));
    const found = pieceAt(pathname, sound);
    if (!found) return denied();
    const { track, form } = kept;
    if (request.method === 'GET') this.given.push({ trackId: track.id, form, piece: found.piece, atMs: this.nowMs() });
    return partOf(found.bytes, TYPES[form], request.headers.range);
  }

  private soundOf({ track, form, seconds }: Kept): Sound {
    return this.sounds.of({ tone: track.id, seconds }, form);
  }

  private listOf({ form, place }: Kept, { segments }: Sound): string {
    const piece = (name: string): string => this.addresses.signTwice(`${AAC_LISTS}/${place}/${name}`);
    const below = `${listsOf(form)}/media`;
    const range = (from: number, to: number): string =>
      this.addresses.sign(`${below}/${from}/${to - 1}/${place}`, `${below}/*/*/${place}`.replace('https', '*'));
    return [
      '#EXTM3U',
      `#EXT-X-VERSION:${isAac(form) ? 7 : 6}`,
      '#EXT-X-PLAYLIST-TYPE:VOD',
      `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...segments.map(({ seconds }) => seconds)))}`,
      '#EXT-X-MEDIA-SEQUENCE:0',
      ...(isAac(form) ? [`#EXT-X-MAP:URI="${piece('init.mp4')}"`] : []),
      ...segments.flatMap(({ from, to, seconds }, n) => [
        `#EXTINF:${seconds.toFixed(6)},`,
        isAac(form) ? piece(`data${String(n).padStart(6, '0')}.m4s`) : range(from, to),
      ]),
      '#EXT-X-ENDLIST',
      '',
    ].join('\n');
  }
}

function isAac(form: SoundForm): boolean {
  return form.startsWith('aac');
}

function listsOf(form: SoundForm): string {
  return form === 'opus' ? OPUS_LISTS : MP3_LISTS;
}

function placeIn(path: string): string {
  const parts = path.split('/');
  const at = parts.findIndex((part) => part.startsWith('aac_'));
  return at < 0 ? (parts.find((part) => /\.(?:mp3|opus)$/.test(part)) ?? '') : parts.slice(at - 1, at + 2).join('/');
}

function encryptedPlace({ id }: WorldTrack, { preset, uuid }: Transcoding): string {
  return `${nameOf(`sound ${id}`)}/${preset.replace('abr_sq', 'aac_abr')}/${uuid}/playlist.m3u8`;
}

/** @returns nothing where there is no sound: what is encrypted, and lists of lists */
function keptOf(track: WorldTrack, { preset, protocol, durationMs, uuid }: Transcoding): Kept | undefined {
  const [codec = ''] = preset.split('_');
  if (codec === 'abr' || isEncrypted({ protocol })) return undefined;
  const isShort = track.offer === 'disguised' || track.offer === 'cut';
  const seconds = isShort ? PREVIEW_SECONDS : durationMs / 1_000;
  const name = nameOf(`sound ${track.id}`);
  if (codec === 'mp3') return { track, seconds, form: 'mp3', place: `${name}.128.mp3` };
  if (codec === 'opus') return { track, seconds, form: 'opus', place: `${uuid}.64.opus` };
  return { track, seconds, form: preset === 'aac_96k' ? 'aac_96k' : 'aac_160k', place: `${name}/${preset}/${uuid}` };
}

interface Piece {
  readonly piece: GivenPiece['piece'];
  readonly bytes: Buffer;
}

function pieceAt(path: string, { bytes, headBytes, segments }: Sound): Piece | undefined {
  if (path.endsWith('/init.mp4')) return { piece: 'head', bytes: bytes.subarray(0, headBytes) };
  const [, from, to] = /^\/media\/(\d+)\/(\d+)\//.exec(path) ?? [];
  const [, number] = /\/data(\d+)\.m4s$/.exec(path) ?? [];
  if (from === undefined && number === undefined) return { piece: 'file', bytes };
  const isAsked = (segment: Segment): boolean => segment.from === Number(from) && segment.to === Number(to) + 1;
  const piece = number === undefined ? segments.findIndex(isAsked) : Number(number);
  const segment = segments[piece];
  return segment && { piece, bytes: bytes.subarray(segment.from, segment.to) };
}

function listAnswer(body: string): FakeAnswer {
  return { status: 200, headers: { 'Content-Type': 'application/vnd.apple.mpegurl' }, body };
}

function denied(): FakeAnswer {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access denied</Message></Error>';
  return { status: 403, headers: { 'Content-Type': 'text/xml' }, body };
}

/** All of it, or the part that is asked for (RFC 9110 §14). */
function partOf(whole: Buffer, type: string, range: string | undefined): FakeAnswer {
  const size = whole.length;
  const common = { 'Content-Type': type, 'Accept-Ranges': 'bytes', ETag: `"${size.toString(16)}-of-a-fake"` };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined) return { status: 200, headers: { ...common, 'Content-Length': String(size) }, body: whole };
  const first = Number(from);
  if (first >= size) return { status: 416, headers: { 'Content-Range': `bytes */${size}` }, body: '' };
  const part = whole.subarray(first, to ? Number(to) + 1 : size);
  const headers = { ...common, 'Content-Range': `bytes ${first}-${first + part.length - 1}/${size}` };
  return { status: 206, headers: { ...headers, 'Content-Length': String(part.length) }, body: part };
}
