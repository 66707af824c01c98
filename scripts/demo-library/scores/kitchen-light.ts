import { resonate } from '../dsp/effects.ts';
import type { StereoBuffer } from '../dsp/stereo-buffer.ts';
import { brush } from '../instruments/drums.ts';
import { electricPiano, musicBox } from '../instruments/keys.ts';
import { doubleBass, nylon } from '../instruments/plucked-string.ts';
import { pad, voice } from '../instruments/sustained.ts';
import { repeatBars, Stage } from '../stage.ts';
import { Tempo } from '../tempo.ts';

const SAMPLE_RATE = 44_100;
const warmPad = pad({ attackSeconds: 1.1, releaseSeconds: 1.8, darkness: 2.3, detuneCents: 6 });

/** “Öölaul”: a nocturne in D minor for one guitar, with a breath of strings; it ends in major. */
export function nightSong(): StereoBuffer {
  const tempo = new Tempo({ bpm: 66, leadInSeconds: 0.25, slowing: { fromBeat: 23, toBeat: 32, bpm: 50 } });
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 36.5, tempo, seed: 11 });
  const guitar = stage.buffer();
  const accompaniment = `
    D3 A3 D4 F4 E4 F4 D4 A3 | Bb2 F3 A3 D4 F4 D4 A3 F3 | F2 C3 A3 C4 E4 C4 A3 C3 | E2 C3 G3 C4 D4 C4 G3 C3 |
    D3 A3 D4 F4 E4 F4 D4 A3 | G2 D3 F3 Bb3 D4 Bb3 F3 D3 | Bb2 F3 A3 D4 A2 E3 G3 C#4 | D2 A2 D3 F#3 A3 E4 F#4 A4
  `.replaceAll(/([A-G][#b]?\d)/g, '$1:.5');
  stage.play(guitar, nylon, accompaniment, { velocity: 0.36, pan: -0.14, held: 2.2, arch: 0.25 });
  stage.play(
    guitar,
    nylon,
    `A4:1.5 G4:.5 F4 E4 | F4:2 D5:2 | C5:1.5 A4:.5 C5 Bb4:.5 A4:.5 | G4:3 E4 |
     A4:1.5 D5:.5 E5:2 | F5 E5:.5 D5:1.5 Bb4 | A4 D5 D5 C#5 | D5:4`,
    { velocity: 0.74, pan: 0.1, held: 1.15, arch: 0.22 },
  );
  stage.play(guitar, nylon, 'D2+A2+F#3+E4+A4+D5:3', { velocity: 0.46, pan: 0, from: 32, roll: 0.085, held: 1.3 });
  resonate(guitar, 108, 2.2, 0.5);
  resonate(guitar, 218, 2.6, 0.35);

  const strings = stage.buffer();
  stage.play(
    strings,
    warmPad,
    'D3+A3+F4:4 | Bb2+D3+F4:4 | A3+C4+E4:4 | G3+C4+D4:4 | A3+D4+F4:4 | G3+Bb3+F4:4 | A3+D4:2 A3+E4:2 | A3+D4+F#4:6',
    { velocity: 0.3, held: 0.98, arch: 0.5 },
  );
  const bells = stage.buffer();
  stage.play(bells, musicBox, 'A5:1.5 D6:.5 E6:2 | F6 E6:.5 D6:1.5', { velocity: 0.2, pan: 0.35, from: 16 });
  stage.play(bells, musicBox, 'F#6', { velocity: 0.16, pan: 0.35, from: 34 });
  return stage.mix(
    [
      { buffer: guitar, gain: 1, send: 0.3 },
      { buffer: strings, gain: 0.55, send: 0.5 },
      { buffer: bells, gain: 1.5, send: 0.8 },
    ],
    { t60Seconds: 2.6, dampingHz: 4_200, preDelaySeconds: 0.022, size: 1 },
  );
}

const waltzTempo = new Tempo({ bpm: 144, leadInSeconds: 0.25, slowing: { fromBeat: 66, toBeat: 76, bpm: 96 } });
const SUNG_FROM = 6;

/** Words to “Half-Moon Waltz”, each with the beat on which it begins. */
const words: readonly (readonly [beat: number, line: string])[] = [
  [SUNG_FROM, 'Half of a moon on the sill,'],
  [SUNG_FROM + 12, 'half of the kettle to share,'],
  [SUNG_FROM + 24, 'half of a tune, standing still,'],
  [SUNG_FROM + 35, 'and half of it up on the stair.'],
  [SUNG_FROM + 48, 'Leave on the light, if you will:'],
  [SUNG_FROM + 60, 'we are already half there.'],
];

/** The lines of “Half-Moon Waltz” with the second at which each is sung. */
export function halfMoonLyrics(): { seconds: number; line: string }[] {
  return words.map(([beat, line]) => ({ seconds: waltzTempo.secondsAt(beat), line }));
}

/** “Half-Moon Waltz”: a kitchen waltz in F with a wordless voice. */
export function halfMoonWaltz(): StereoBuffer {
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 36.5, tempo: waltzTempo, seed: 23 });
  const bars: readonly (readonly [bass: string, second: string, third?: string])[] = [
    ['F2', 'A3+C4+E4'],
    ['C3', 'G3+Bb3+D4'],
    ['F2', 'A3+C4+E4'],
    ['D3', 'F3+A3+C4'],
    ['G2', 'F3+Bb3+D4'],
    ['C3', 'E3+Bb3+D4'],
    ['A2', 'G3+C4+E4'],
    ['D3', 'F3+A3+C4'],
    ['G2', 'F3+B3+D4'],
    ['C3', 'E3+Bb3+C4'],
    ['F2', 'A3+C4+E4'],
    ['A2', 'A3+C4+Eb4'],
    ['Bb2', 'A3+D4+F4'],
    ['Bb2', 'G3+Db4+F4'],
    ['C3', 'A3+C4+F4'],
    ['D3', 'F#3+A3+C4'],
    ['G2', 'F3+Bb3+D4'],
    ['C3', 'E3+Bb3+D4'],
    ['Bb2', 'A3+D4+F4'],
    ['A2', 'G3+C4+E4'],
    ['G2', 'F3+Bb3+D4'],
    ['C3', 'E3+Bb3+D4'],
    ['A2', 'A3+C4+E4'],
    ['G2', 'F3+Bb3+D4', 'E3+Bb3+C4'],
    ['F2', 'A3+C4+D4'],
  ];
  const bass = stage.buffer();
  stage.play(bass, doubleBass, bars.map(([root]) => `${root} -:2`).join(' '), { velocity: 0.8, held: 1.7, pan: -0.05 });
  const piano = stage.buffer();
  const offBeats = bars.map(([, second, third]) => `- ${second} ${third ?? second}`).join(' ');
  stage.play(piano, electricPiano, offBeats, { velocity: 0.34, held: 0.62, pan: -0.25, roll: 0.008 });
  stage.play(piano, electricPiano, 'F2+C3+A3+D4+G4:5', { velocity: 0.42, from: 75, roll: 0.06, pan: -0.1 });

  const singer = stage.buffer();
  const melody = `
    C5 A4 C5 | D5 C5 A4 | Bb4:3 | G4:2 - | A4 G4 A4 | C5 A4 F4 | B4:3 | Bb4:2 - |
    C5 A4 C5 | Eb5 D5 C5 | D5:3 | Db5:2 C5 | F5 C5 A4 | C5 A4 F#4 | Bb4:3 | G4:2 - |
    D5 C5 Bb4 | C5 A4 G4 | Bb4:3 | G4:2 - | A4 C5 D5 | Bb4 A4 G4 | F4:4.5`;
  stage.play(singer, voice('oo'), melody, { velocity: 0.62, held: 0.96, from: SUNG_FROM, pan: 0.06, arch: 0.2 });
  const answer = stage.buffer();
  stage.play(answer, voice('ah'), 'D4+F4:3 | Db4+F4:3 | C4+F4:3 | C4+F#4:3 | D4+F4:3 | Bb3+E4:2.5', {
    velocity: 0.26,
    held: 0.97,
    from: SUNG_FROM + 30,
    pan: 0.3,
  });

  const box = stage.buffer();
  const fills: readonly (readonly [beat: number, part: string])[] = [
    [0, 'A5 C6 E6 D6 Bb5 G5'],
    [16, 'Bb5 D6'],
    [28, 'C6 Bb5'],
    [40, 'F6 Ab5'],
    [52, 'D6 E6'],
    [64, 'Bb5 D6'],
    [72, 'F5 A5 C6 F6'],
  ];
  for (const [from, part] of fills) stage.play(box, musicBox, part, { velocity: 0.4, from, pan: 0.4 });
  const brushes = stage.buffer();
  const swishes = [
    [0, 0.5],
    [1, 0.8],
    [2, 0.65],
  ] as const;
  stage.strike(brushes, brush, repeatBars(swishes, 22, SUNG_FROM, 3), 0.2);
  return stage.mix(
    [
      { buffer: bass, gain: 0.85, send: 0.06 },
      { buffer: piano, gain: 0.75, send: 0.2 },
      { buffer: singer, gain: 0.85, send: 0.36 },
      { buffer: answer, gain: 1.15, send: 0.5 },
      { buffer: box, gain: 1.05, send: 0.5 },
      { buffer: brushes, gain: 1.2, send: 0.15 },
    ],
    { t60Seconds: 1.7, dampingHz: 5_000, preDelaySeconds: 0.014, size: 0.82 },
  );
}
