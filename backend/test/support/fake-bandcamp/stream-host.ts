import type { FakeAnswer, FakeRequest } from '../fake-upstream.js';
import type { BandcampSounds } from './bandcamp-sounds.js';
import { isHeard, SITE, type World, type WorldRelease, type WorldTrack } from './bandcamp-world.js';
import { hexOf } from './identifiers.js';

/** Sound that was given to somebody. @property bytes how much */
export interface GivenSound {
  readonly trackId: number;
  readonly from: number;
  readonly bytes: number;
  readonly atMs: number;
}

const HOST = 'https://t4.bcbits.com';
const DAY_MS = 24 * 60 * 60_000;

/** Where sound lies: MP3 of 128 kbit/s by signed addresses that are good for a while. */
export class StreamHost {
  /** How long addresses are good that are made from now on. */
  lifeMs = DAY_MS;
  /** What those get that are not good any more. */
  deadStatus: 403 | 404 | 410 = 403;
  /** All that was given, in its order. */
  readonly given: GivenSound[] = [];
  private readonly tracks = new Map<number, { readonly track: WorldTrack; readonly release: WorldRelease }>();
  private generation = 0;

  constructor(
    { releases }: World,
    private readonly sounds: BandcampSounds,
    private readonly nowMs: () => number,
  ) {
    for (const release of releases) for (const track of release.tracks) this.tracks.set(track.id, { track, release });
  }

  /** Addresses that were told up to now are dead, before their time. */
  endAddresses(): void {
    this.generation += 1;
  }

  /** What pages tell: the sound itself. */
  addressOf(trackId: number): string {
    const until = this.until();
    const [t, token] = [this.sign('t', trackId, until), this.sign('token', trackId, until)];
    return `${HOST}/stream/${hexOf(`file ${trackId}`, 32)}/mp3-128/${trackId}?p=0&ts=${until}&t=${t}&token=${until}_${token}`;
  }

  /** What calls tell: an address that leads to the sound. */
  redirectOf(trackId: number): string {
    const until = this.until();
    return `${SITE}/stream_redirect?enc=mp3-128&track_id=${trackId}&ts=${until}&t=${this.sign('redirect', trackId, until)}`;
  }

  /** @param query of `/stream_redirect` */
  redirect(query: URLSearchParams): FakeAnswer {
    const [id, until] = [Number(query.get('track_id')), Number(query.get('ts'))];
    if (query.get('t') !== this.sign('redirect', id, until) || !this.isOpen(id, until)) return this.dead();
    return { status: 302, headers: { Location: this.addressOf(id) }, body: '' };
  }

  /** @returns nothing where the path is none of this host's */
  answer({ pathname, searchParams: query }: URL, { method, headers }: FakeRequest): FakeAnswer | undefined {
    const [, file, id = 0] = /^\/stream\/([0-9a-f]{32})\/mp3-128\/(\d+)$/.exec(pathname) ?? [];
    if (file === undefined) return undefined;
    const [trackId, until] = [Number(id), Number(query.get('ts'))];
    const isSigned =
      file === hexOf(`file ${trackId}`, 32) &&
      query.get('t') === this.sign('t', trackId, until) &&
      query.get('token') === `${until}_${this.sign('token', trackId, until)}`;
    const kept = this.tracks.get(trackId);
    if (!isSigned || !kept || !this.isOpen(trackId, until)) return this.dead();
    const { from, answer } = partOf(this.sounds.of(trackId, kept.track.seconds), headers.range);
    if (method === 'GET') this.given.push({ trackId, from, bytes: answer.body.length, atMs: this.nowMs() });
    return answer;
  }

  private until(): number {
    return Math.floor((this.nowMs() + this.lifeMs) / 1_000);
  }

  private isOpen(trackId: number, until: number): boolean {
    const kept = this.tracks.get(trackId);
    const now = this.nowMs();
    return kept !== undefined && now < until * 1_000 && isHeard(kept.track, kept.release, now);
  }

  private sign(what: string, trackId: number, until: number): string {
    return hexOf(`${what} ${this.generation} ${trackId} ${until}`, 40);
  }

  private dead(): FakeAnswer {
    return { status: this.deadStatus, headers: { 'Content-Type': 'text/html' }, body: '<h1>Forbidden</h1>' };
  }
}

/** All of it, or the part that is asked for (RFC 9110 §14). */
function partOf(
  whole: Buffer,
  range: string | undefined,
): { from: number; answer: FakeAnswer & { readonly body: Buffer } } {
  const size = whole.length;
  const common = { 'Content-Type': 'audio/mpeg', 'Accept-Ranges': 'bytes', ETag: `"${size.toString(16)}-of-a-fake"` };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined) {
    return { from: 0, answer: { status: 200, headers: { ...common, 'Content-Length': String(size) }, body: whole } };
  }
  const from = Number(first);
  if (from >= size) {
    return { from, answer: { status: 416, headers: { 'Content-Range': `bytes */${size}` }, body: Buffer.alloc(0) } };
  }
  const body = whole.subarray(from, last ? Number(last) + 1 : size);
  const headers = { ...common, 'Content-Range': `bytes ${from}-${from + body.length - 1}/${size}` };
  return { from, answer: { status: 206, headers: { ...headers, 'Content-Length': String(body.length) }, body } };
}
