import { execFileSync } from 'node:child_process';
import { FakeFeeds, rssOf, type FakeItem } from '../support/fake-feeds.js';
import type { FakeAnswer, FakeRequest } from '../support/fake-upstream.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Tones in place of speech, one for each chapter. */
const CHAPTERS = ['Casting off', 'Dead reckoning', 'A light on the coast', 'Making fast'];
const CHAPTER_SECONDS = 45;
const EPISODES = 6;

/** Two podcasts with chapters, transcripts and notes, and their sound, which is sent in parts where that is asked for. */
export class DemoPodcasts extends FakeFeeds {
  private readonly paths: string[] = [];
  private readonly sounds = new Map<string, Buffer>();

  override async start(): Promise<this> {
    await super.start();
    this.publish('/bearings/feed.xml', 'Bearings', 'A podcast about finding the way.', 'episodic');
    this.publish('/logbook/feed.xml', 'The Logbook', 'A story told in order.', 'serial');
    this.put('/chapters.json', { type: 'application/json+chapters', body: chapters() });
    this.put('/transcript.vtt', { type: 'text/vtt', body: transcript() });
    this.put('/transcript.txt', { type: 'text/plain', body: `${CHAPTERS.join('.\n\n')}.\n` });
    return this;
  }

  get addresses(): string[] {
    return ['/bearings/feed.xml', '/logbook/feed.xml'].map((path) => this.url(path));
  }

  /** Makes all sound now, and not when it is first asked for, which takes longer than all that is measured. */
  makeSounds(): void {
    for (const path of this.paths) this.soundOf(path);
  }

  protected override answer(request: FakeRequest): FakeAnswer {
    if (!request.path.startsWith('/audio/')) return super.answer(request);
    return partOf(this.soundOf(request.path), request.headers.range);
  }

  /** One piece of sound for each episode, no two of them alike. */
  private soundOf(path: string): Buffer {
    let sound = this.sounds.get(path);
    if (!sound) {
      const base = 220 + 20 * (Number(/\/(\d{1,4})\.mp3$/.exec(path)?.[1] ?? 0) % 12);
      const tone = `aevalsrc=0.2*sin(2*PI*t*(${base}+55*floor(t/${CHAPTER_SECONDS}))):s=44100:d=${CHAPTERS.length * CHAPTER_SECONDS}`;
      const args = [
        '-v',
        'error',
        '-f',
        'lavfi',
        '-i',
        tone,
        '-c:a',
        'libmp3lame',
        '-b:a',
        '64k',
        '-f',
        'mp3',
        'pipe:1',
      ];
      sound = execFileSync('ffmpeg', args, { maxBuffer: 64 * 1024 ** 2 });
      this.sounds.set(path, sound);
    }
    return sound;
  }

  private publish(path: string, title: string, about: string, type: 'episodic' | 'serial'): void {
    const folder = path.split('/')[1] ?? '';
    const items = Array.from({ length: EPISODES }, (_, n): FakeItem => {
      const number = EPISODES - n;
      const sound = `/audio/${folder}/${number}.mp3`;
      this.paths.push(sound);
      return {
        guid: `${folder}-${number}`,
        title: `${title}, ${type === 'serial' ? 'part' : 'number'} ${number}`,
        date: new Date(Date.now() - n * 7 * DAY_MS).toUTCString(),
        audio: this.url(sound),
        more: [
          `<description><![CDATA[<p>Made of tones. The second begins at 0:45. <a href="https://example.org/">More</a></p>]]></description>`,
          `<itunes:duration>${CHAPTERS.length * CHAPTER_SECONDS}</itunes:duration><itunes:episode>${number}</itunes:episode>`,
          `<podcast:chapters url="${this.url('/chapters.json')}" type="application/json+chapters"/>`,
          `<podcast:transcript url="${this.url('/transcript.vtt')}" type="text/vtt" language="en"/>`,
          `<podcast:transcript url="${this.url('/transcript.txt')}" type="text/plain" language="en"/>`,
        ].join(''),
      };
    });
    const channel = `<description>${about}</description><itunes:author>Pyxis</itunes:author><itunes:type>${type}</itunes:type>`;
    this.put(path, { body: rssOf(title, items, channel), etag: `"${folder}-1"` });
  }
}

/** All of it, or the part that is asked for (RFC 9110 §14). */
function partOf(sound: Buffer, range: string | undefined): FakeAnswer {
  const headers = { 'Content-Type': 'audio/mpeg', 'Accept-Ranges': 'bytes', ETag: `"${sound.length}"` };
  const [, first] = /^bytes=(\d+)-$/.exec(range ?? '') ?? [];
  if (first === undefined) return { status: 200, headers, body: sound };
  const from = Number(first);
  return {
    status: 206,
    headers: { ...headers, 'Content-Range': `bytes ${from}-${sound.length - 1}/${sound.length}` },
    body: sound.subarray(from),
  };
}

function chapters(): string {
  const list = CHAPTERS.map((title, n) => ({ startTime: n * CHAPTER_SECONDS, title }));
  return JSON.stringify({ version: '1.2.0', chapters: list });
}

function transcript(): string {
  const cues = CHAPTERS.flatMap((title, n) =>
    [0, 1, 2].map((part) => {
      const at = n * CHAPTER_SECONDS + part * 15;
      return `${clock(at)} --> ${clock(at + 14)}\n<v Narrator>${title}, ${['at first', 'then', 'at last'][part]}.`;
    }),
  );
  return ['WEBVTT', ...cues, ''].join('\n\n');
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `00:${two(Math.floor(seconds / 60))}:${two(seconds % 60)}.000`;
}
