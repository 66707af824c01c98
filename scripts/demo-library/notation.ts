/** One note of a written part. */
export interface WrittenNote {
  readonly beat: number;
  readonly beats: number;
  readonly pitch: string;
  readonly frequencyHz: number;
}

const SEMITONES: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/**
 * Frequency of a pitch such as `A4`, `C#5` or `Bb2` in equal temperament, A4 = 440 Hz.
 * @throws RangeError for anything that is no pitch
 */
export function pitchHz(pitch: string): number {
  const parts = /^([A-G])([#b]?)(\d)$/.exec(pitch);
  const step = SEMITONES[parts?.[1] ?? ''];
  if (parts === null || step === undefined) throw new RangeError(`No pitch: ${pitch}`);
  const accidental = parts[2] === '#' ? 1 : parts[2] === 'b' ? -1 : 0;
  const semitonesFromA4 = step + accidental - 9 + 12 * (Number(parts[3]) - 4);
  return 440 * 2 ** (semitonesFromA4 / 12);
}

/**
 * Reads a part such as `A4:1.5 -:.5 D3+A3:2 | F4`: pitches joined by `+` sound together, `-` is a rest, the number
 * after the colon is the length in beats (1 when left out), bar lines are for the reader.
 */
export function readPart(text: string, startBeat = 0): WrittenNote[] {
  const notes: WrittenNote[] = [];
  let beat = startBeat;
  for (const word of text.split(/[\s|]+/).filter((part) => part !== '')) {
    const [pitches = '', length = '1'] = word.split(':');
    const beats = Number(length);
    if (!(beats > 0)) throw new RangeError(`No length: ${word}`);
    for (const pitch of pitches === '-' ? [] : pitches.split('+')) {
      notes.push({ beat, beats, pitch, frequencyHz: pitchHz(pitch) });
    }
    beat += beats;
  }
  return notes;
}
