import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from '../fake-upstream.js';

const MIB = 1024 ** 2;
const LONGEST_PIECE_SECONDS = 90;
const LAST_MODIFIED = 'Sat, 02 May 2026 11:51:54 GMT';

/** One form in which a song can be had. */
export interface MediaForm {
  readonly itag: number;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

interface Form {
  readonly itag: number;
  readonly mimeType: string;
  readonly codec: string;
  readonly container: string;
}

const FORMS: readonly Form[] = [
  {
    itag: 251,
    mimeType: 'audio/webm; codecs="opus"',
    codec: '-c:a libopus -b:a 128k -vbr off -compression_level 0',
    container: '-f webm -cues_to_front 1',
  },
  {
    itag: 140,
    mimeType: 'audio/mp4; codecs="mp4a.40.2"',
    codec: '-c:a aac -b:a 128k',
    container: '-f mp4 -movflags +dash+global_sidx',
  },
];

/** A tone of its own for each song, in the forms that the real ones come in. */
export class MediaForms {
  private readonly made = new Map<string, MediaForm[]>();

  /** @param folder to make them in */
  constructor(private readonly folder: string) {}

  of(id: string, seconds: number): MediaForm[] {
    const known = this.made.get(id);
    if (known) return known;
    const forms = FORMS.map((form) => this.form(id, seconds, form));
    this.made.set(id, forms);
    return forms;
  }

  /** Its sound is made when somebody wants it. */
  private form(id: string, seconds: number, form: Form): MediaForm {
    const { itag, mimeType } = form;
    const file = `${this.folder}/${id}-${itag}`;
    let made: Buffer | undefined;
    return {
      itag,
      mimeType,
      get bytes() {
        made ??= makeTone(file, id, seconds, form);
        return made;
      },
    };
  }
}

/** What is long is the same again and again, which takes no time to make. */
function makeTone(file: string, id: string, seconds: number, { codec, container }: Form): Buffer {
  const frequency = 200 + (createHash('sha256').update(id).digest().readUInt16BE() % 800);
  const sine = `sine=frequency=${frequency}:sample_rate=48000:duration=${Math.min(seconds, LONGEST_PIECE_SECONDS)}`;
  const tone = ['-f', 'lavfi', '-i', sine, '-ac', '2'];
  const make = (words: readonly string[], made: string): void => {
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...words, ...container.split(' '), made]);
  };
  const isLong = seconds > LONGEST_PIECE_SECONDS;
  make([...tone, ...codec.split(' ')], isLong ? `${file}-piece` : file);
  if (isLong) make(['-stream_loop', '-1', '-i', `${file}-piece`, '-c', 'copy', '-t', String(seconds)], file);
  return readFileSync(file);
}

/**
 * Hosts of the sound, as they treat many addresses since August 2026: bounded parts only, and those not too large. Whatever
 * else is asked for is refused with 403, as is an address that has expired.
 */
export class FakeMedia extends FakeUpstream {
  /** Largest part that is given. */
  mostBytes = 10 * MIB;
  /** Behind it nothing is given by any address of these clients (`c` in the address; none: `''`). */
  readonly endsFor = new Map<string, number>();
  nowMs = Date.now;

  constructor(private readonly find: (id: string, itag: number) => MediaForm | undefined) {
    super();
  }

  protected answer({ method, path, headers }: FakeRequest): FakeAnswer {
    const { pathname, searchParams } = new URL(path, this.origin);
    if (pathname !== '/videoplayback') return { status: 404, body: '' };
    const form = this.find(searchParams.get('id') ?? '', Number(searchParams.get('itag')));
    if (!form) return { status: 404, body: '' };
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const isOver = Number(searchParams.get('expire')) * 1_000 < this.nowMs();
    if (method !== 'GET' || from === undefined || to === undefined || isOver) return refused();
    const { bytes, mimeType } = form;
    const most = this.endsFor.get(searchParams.get('c') ?? '') ?? Infinity;
    const end = Math.min(Number(to) + 1, bytes.length, most);
    if (Number(to) + 1 - Number(from) > this.mostBytes || Number(from) >= most) return refused();
    if (Number(from) >= bytes.length)
      return { status: 416, headers: { 'Content-Range': `bytes */${bytes.length}` }, body: '' };
    return {
      status: 206,
      headers: {
        'Content-Type': mimeType.split(';')[0] ?? '',
        'Content-Range': `bytes ${from}-${end - 1}/${bytes.length}`,
        'Content-Length': String(end - Number(from)),
        'Last-Modified': LAST_MODIFIED,
        'Accept-Ranges': 'bytes',
      },
      body: bytes.subarray(Number(from), end),
    };
  }
}

function refused(): FakeAnswer {
  return { status: 403, headers: { 'Content-Type': 'text/plain' }, body: '' };
}
