import { createHash } from 'node:crypto';
import type { FakeAnswer, FakeRequest } from '../fake-upstream.js';
import { isForm, PandoraSounds, type Form, type Sound } from './pandora-sounds.js';

const HOUR_MS = 60 * 60_000;

/** Gives sound by addresses that are signed, and work for a while. */
export class SoundHost {
  /** How long an address works. */
  addressMs = HOUR_MS;
  /** Stands in every address. */
  readonly signature = 'sig-of-this-address';
  private readonly sounds = new PandoraSounds();

  constructor(private readonly nowMs: () => number) {}

  address({ kind, frequency, seconds }: Sound, form: Form, host: string): string {
    const query = new URLSearchParams({
      ...{ form, kind, frequency: String(frequency), seconds: String(seconds), token: this.signature },
      expires: String(Math.floor((this.nowMs() + this.addressMs) / 1_000)),
    });
    return `http://${host}/access/${form.startsWith('mp3') ? 'song.mp3' : 'song.mp4'}?${query.toString()}`;
  }

  /** All of it, or the part that is asked for (RFC 9110 §14). */
  answer({ searchParams: query }: URL, { method, headers }: FakeRequest): FakeAnswer {
    const form = query.get('form') ?? '';
    const isOver = Number(query.get('expires')) * 1_000 < this.nowMs();
    if (!isForm(form) || isOver || query.get('token') !== this.signature || !['GET', 'HEAD'].includes(method)) {
      return { status: 403, headers: { 'Content-Type': 'text/html' }, body: '<h1>Forbidden</h1>' };
    }
    const kind = query.get('kind') as Sound['kind'];
    const sound = { kind, frequency: Number(query.get('frequency')), seconds: Number(query.get('seconds')) };
    const whole = this.sounds.of(sound, form);
    const size = whole.length;
    const common = {
      'Content-Type': this.sounds.typeOf(form),
      'Accept-Ranges': 'bytes',
      ETag: `"${checksumOf([form, sound])}"`,
    };
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
    if (from === undefined) return { status: 200, headers: { ...common, 'Content-Length': String(size) }, body: whole };
    const first = Number(from);
    if (first >= size) return { status: 416, headers: { 'Content-Range': `bytes */${size}` }, body: '' };
    const part = whole.subarray(first, to ? Number(to) + 1 : size);
    const range = `bytes ${first}-${first + part.length - 1}/${size}`;
    return {
      status: 206,
      headers: { ...common, 'Content-Range': range, 'Content-Length': String(part.length) },
      body: part,
    };
  }
}

/** A few letters that change when the value does. */
export function checksumOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
