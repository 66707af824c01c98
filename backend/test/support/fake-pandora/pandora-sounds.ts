import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a file is: a tone of its own for each song, somebody who talks, or nothing for 42 seconds. */
export interface Sound {
  readonly kind: 'song' | 'talk' | 'silence';
  readonly frequency: number;
  readonly seconds: number;
}
export type Form = keyof typeof FORMS;

const FORMS = {
  'mp3-192': { type: 'audio/mpeg', words: '-c:a libmp3lame -b:a 192k -f mp3' },
  'mp3-128': { type: 'audio/mpeg', words: '-c:a libmp3lame -b:a 128k -f mp3' },
  'aac-64': { type: 'audio/mp4', words: '-c:a aac -b:a 64k -f mp4 -movflags +faststart' },
  'aac-32': { type: 'audio/mp4', words: '-c:a aac -b:a 32k -ac 1 -f mp4 -movflags +faststart' },
  'adts-64': { type: 'audio/aac', words: '-c:a aac -b:a 64k -f adts' },
} as const;

export function isForm(name: string): name is Form {
  return name in FORMS;
}

/** Sound made by ffmpeg when somebody wants it, in the forms that songs come in. */
export class PandoraSounds {
  private readonly made = new Map<string, Buffer>();

  typeOf(form: Form): string {
    return FORMS[form].type;
  }

  of(sound: Sound, form: Form): Buffer {
    const name = [sound.kind, sound.frequency, sound.seconds, form].join('-');
    const known = this.made.get(name);
    if (known) return known;
    const made = make(sound, form);
    this.made.set(name, made);
    return made;
  }
}

function make({ kind, frequency, seconds }: Sound, form: Form): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-pandora-sound-'));
  try {
    const file = join(folder, 'sound');
    const input = ['-f', 'lavfi', '-i', `${inputOf(kind, frequency)}:d=${seconds}`];
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...input, ...FORMS[form].words.split(' '), file]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inputOf(kind: Sound['kind'], frequency: number): string {
  if (kind === 'silence') return 'anullsrc=r=44100:cl=mono';
  if (kind === 'song') return `sine=frequency=${frequency}:sample_rate=44100`;
  return `aevalsrc=0.3*random(0)*(0.6+0.4*sin(2*PI*4*t)):s=44100`;
}
