import { autoPan, chorus, wornTape } from '../dsp/effects.ts';
import type { StereoBuffer } from '../dsp/stereo-buffer.ts';
import { brush, hat, kick, recordSurface, rim, softSnare } from '../instruments/drums.ts';
import { electricPiano, roundBass, vibraphone } from '../instruments/keys.ts';
import { nylon, wireHarp } from '../instruments/plucked-string.ts';
import { pad } from '../instruments/sustained.ts';
import { repeatBars, Stage, type Strokes } from '../stage.ts';
import { Tempo } from '../tempo.ts';

const SAMPLE_RATE = 48_000;
const SMALL_ROOM = { t60Seconds: 1.1, dampingHz: 4_000, preDelaySeconds: 0.01, size: 0.7 };
const haze = pad({ attackSeconds: 0.9, releaseSeconds: 1.6, darkness: 2.4, detuneCents: 7 });

/** A buffer of faint record noise that comes and goes with the piece. */
function surface(stage: Stage, seconds: number): StereoBuffer {
  const buffer = stage.buffer();
  buffer.addMono(recordSurface(seconds, stage.sampleRate, stage.random), 0, 1, 0);
  const fade = 0.8 * stage.sampleRate;
  const end = seconds * stage.sampleRate;
  buffer.shape((i) => Math.max(0, Math.min(1, i / fade, (end - i) / fade)));
  return buffer;
}

/** “Rain Delay”: eighty beats a minute in G minor, for electric piano, vibraphone and a lazy drummer. */
export function rainDelay(): StereoBuffer {
  const tempo = new Tempo({ bpm: 80, leadInSeconds: 0.3, swing: { grid: 0.25, amount: 0.34 } });
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 36, tempo, seed: 41 });
  const [eb, d, g, c, f] = ['G3+Bb3+D4+F4', 'F#3+Bb3+C4+Eb4', 'F3+A3+Bb3+D4', 'Eb3+G3+Bb3+D4', 'Eb3+G3+A3+D4'];
  const home = `${g}:1.5 -:1.25 ${g}:.25 ${g}:1 | ${c}:1.75 ${c}:.25 ${f}:2`;
  const away = `${eb}:1.5 -:1.25 ${eb}:.25 ${eb}:1 | ${d}:1.5 -:.25 ${d}:.75 ${d}:1.5`;
  const keys = stage.buffer();
  stage.play(keys, electricPiano, `${home} | ${away} | ${home} | ${away} | ${home}`, {
    velocity: 0.4, held: 0.94, roll: 0.012, pan: -0.08,
  });
  stage.play(keys, electricPiano, 'D3+A3+C4+F4:3.4', { velocity: 0.42, from: 40, roll: 0.05 });
  chorus(keys, 0.35);
  autoPan(keys, 0.16, 3.1);

  const low = stage.buffer();
  const bassAway = 'Eb2:1.5 -:.25 Eb2:.25 Bb2:1 D3:.5 Eb2:.5 | D2:1.5 -:.25 D2:.25 A2:1 C3:.5 F#2:.5';
  const bassHome = 'G2:1.5 -:.25 G2:.25 D3:1 F2:1 | C3:1.75 C3:.25 F2:1 G2:.5 A2:.5';
  const bassLine = `${bassAway} | ${bassHome} | ${bassAway} | ${bassHome} | Bb2:3`;
  stage.play(low, roundBass, bassLine, { velocity: 0.7, held: 0.93, from: 8 });

  const mallets = stage.buffer();
  stage.play(
    mallets,
    vibraphone,
    `-:.5 D5:.5 F5:.5 G5:.75 F5:.25 D5:1.5 | C5:.5 D5:.25 Eb5:.75 D5:.5 C5:.5 Bb4:.5 A4 |
     Bb4:1.5 -:.5 A4:.5 Bb4:.5 D5 | Eb5:.75 D5:.25 C5 A4:.5 C5:.5 D5 |
     -:.5 D5:.5 F5:.5 G5:.5 Bb5 G5 | F#5:.5 G5:.25 A5:.75 F#5:.5 Eb5:.5 D5:1.5 |
     D5 Bb4:.5 A4:.5 G4:2 | Eb5 D5:.5 C5:.5 D5 A4 | F5:3`,
    { velocity: 0.55, from: 8, held: 1.3, pan: 0.24, arch: 0.2 },
  );

  const drums = stage.buffer();
  const beat: Strokes = [[0, 0.95], [1.75, 0.5], [2.5, 0.85]];
  stage.strike(drums, kick, [...repeatBars(beat, 8, 8), [40, 0.8]]);
  stage.strike(drums, softSnare, repeatBars([[1, 0.62], [3, 0.66]], 8, 8), 0.05);
  stage.strike(drums, softSnare, repeatBars([[3.75, 0.16]], 4, 12, 8), 0.05);
  const hats: Strokes = [[0, 0.5], [0.5, 0.34], [1, 0.5], [1.5, 0.34], [1.75, 0.2], [2, 0.5], [2.5, 0.34], [3, 0.5], [3.5, 0.4]];
  stage.strike(drums, hat, [...repeatBars(hats, 8, 8), [7, 0.3], [7.5, 0.4]], -0.3);

  const piece = stage.mix(
    [
      { buffer: keys, gain: 0.8, send: 0.16 },
      { buffer: low, gain: 0.75, send: 0 },
      { buffer: mallets, gain: 0.62, send: 0.34 },
      { buffer: drums, gain: 0.62, send: 0.07 },
      { buffer: surface(stage, 35.6), gain: 0.16, send: 0 },
    ],
    SMALL_ROOM,
  );
  wornTape(piece, 9_500);
  return piece;
}

/** “Left Luggage”: a figure for harp over brushes and a walking bass, in C. */
export function leftLuggage(): StereoBuffer {
  const tempo = new Tempo({ bpm: 88, leadInSeconds: 0.25, swing: { grid: 0.25, amount: 0.2 } });
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 36, tempo, seed: 53 });
  const strings = stage.buffer();
  const figure = `
    C5:.75 E5:.75 G5:.5 E5:.5 C5:.5 A4 | B4:.75 D5:.75 G5:.5 D5:.5 B4:.5 G4 |
    A4:.75 C5:.75 F5:.5 E5:.5 C5:.5 A4 | B4:.5 D5:.5 E5 D5:.5 B4:.5 A4:.5 G4:.5 |
    C5:.75 E5:.75 G5:.5 A5:.5 G5:.5 E5 | G#4:.75 B4:.75 E5:.5 D5:.5 B4:.5 G#4 |
    A4:.75 C5:.75 E5:.5 G5:.5 E5:.5 C5 | F#5:.75 E5:.75 C5:.5 A4:.5 C5:.5 E5 |
    C5:.75 E5:.75 G5:.5 E5:.5 C5:.5 A4 | D5:.75 F5:.75 A5:.5 G5:.5 F5:.5 D5 | E5:1.5 G5:.5 D5:2`;
  stage.play(strings, wireHarp, figure, { velocity: 0.62, from: 4, pan: 0.16, held: 1.1, arch: 0.15 });
  stage.play(strings, nylon, 'G3 D4:.5 F4:.5 B3 E4 | -:40 C3+G3+D4+E4+A4:4', { velocity: 0.42, pan: -0.2, roll: 0.05, held: 1.2 });

  const keys = stage.buffer();
  const chord = (notes: string): string => `-:.5 ${notes}:1 -:.25 ${notes}:.25 -:.5 ${notes}:1.5`;
  const harmony = ['E3+A3+C4', 'D3+G3+B3', 'F3+A3+C4', 'F3+B3+E4', 'E3+A3+C4', 'D3+G#3+B3', 'E3+G3+C4', 'F#3+A3+C4', 'E3+A3+C4', 'F3+A3+D4'];
  stage.play(keys, electricPiano, harmony.map(chord).join(' | '), { velocity: 0.3, from: 4, held: 0.9, pan: -0.3, roll: 0.01 });
  autoPan(keys, 0.12, 2.6);

  const low = stage.buffer();
  const walk = `F2:1.5 C3:.5 A2 F2 | E2:1.5 B2:.5 G2 E2 | D2:1.5 A2:.5 F2 A2 | G2:1.5 D3:.5 B2 G2 |
    F2:1.5 C3:.5 A2 F2 | E2:1.5 B2:.5 D3 G#2 | A2:1.5 E3:.5 C3 G2 | D2:1.5 A2:.5 C3 F#2 |
    F2:1.5 C3:.5 A2 C3 | G2:1.5 D3:.5 G2 B2 | C3:3`;
  stage.play(low, roundBass, walk, { velocity: 0.62, from: 4, held: 0.9 });

  const drums = stage.buffer();
  stage.strike(drums, kick, [...repeatBars([[0, 0.75], [2.5, 0.6]], 10, 4), [44, 0.7]]);
  stage.strike(drums, rim, repeatBars([[1, 0.5], [3, 0.55]], 10, 4), 0.2);
  stage.strike(drums, brush, repeatBars([[0, 0.5], [1, 0.8], [2, 0.5], [3, 0.8]], 10, 4), -0.2);
  stage.strike(drums, hat, repeatBars([[0.5, 0.3], [1.5, 0.3], [1.75, 0.16], [2.5, 0.3], [3.5, 0.36]], 10, 4), -0.35);

  const piece = stage.mix(
    [
      { buffer: strings, gain: 0.95, send: 0.26 },
      { buffer: keys, gain: 0.6, send: 0.2 },
      { buffer: low, gain: 0.72, send: 0 },
      { buffer: drums, gain: 0.5, send: 0.08 },
      { buffer: surface(stage, 35.4), gain: 0.12, send: 0 },
    ],
    SMALL_ROOM,
  );
  wornTape(piece, 12_000);
  return piece;
}

/** “Last Tram”: the way home in B flat, for electric piano, with the lights going by. */
export function lastTram(): StereoBuffer {
  const tempo = new Tempo({ bpm: 69, leadInSeconds: 0.3, slowing: { fromBeat: 24, toBeat: 32, bpm: 52 } });
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 36.5, tempo, seed: 67 });
  const keys = stage.buffer();
  const harmony = ['Eb2+G3+Bb3+D4', 'D2+F3+A3+C4', 'C2+Eb3+Bb3+D4', 'F2+Eb3+G3+C4', 'Eb2+G3+Bb3+D4', 'Ab2+Gb3+C4+F4'];
  const left = [...harmony.map((notes) => `${notes}:4`), 'F2+D3+Bb3+F4:2 F2+Eb3+A3+C4:2', 'Bb2+D3+G3+C4:6'].join(' | ');
  stage.play(keys, electricPiano, left, { velocity: 0.36, held: 0.98, roll: 0.03, pan: -0.12 });
  const tune = `F5:1.5 G5:.5 D5:2 | C5 A4 F5:2 | Eb5:1.5 D5:.5 G4:2 | C5 D5 A4:2 |
    F5:1.5 G5:.5 Bb5:2 | Ab5 F5 Eb5 C5 | D5:1.5 Bb4:.5 C5:2 | D5 F5 Bb5:4`;
  stage.play(keys, electricPiano, tune, { velocity: 0.56, held: 1, pan: 0.1, arch: 0.25 });
  chorus(keys, 0.4);
  autoPan(keys, 0.14, 2.2);

  const lights = stage.buffer();
  stage.play(lights, vibraphone, '-:2.5 F5:.5 Bb5 | -:2.5 E5:.5 A5 | -:2.5 D5:.5 F5 | -:2.5 G5:.5 C6 | -:3 D6 | -:3 Gb5', {
    velocity: 0.34, held: 2, pan: 0.4,
  });
  stage.play(lights, vibraphone, 'C6 F6:3', { velocity: 0.3, from: 31, held: 1.4, pan: 0.4 });
  const air = stage.buffer();
  stage.play(air, haze, 'G3+D4:4 | F3+C4:4 | Eb3+Bb3:4 | F3+C4:4 | G3+D4:4 | Gb3+C4:4 | F3+Bb3:2 Eb3+A3:2 | D3+F3+C4:5', {
    velocity: 0.3, held: 0.97,
  });
  const drums = stage.buffer();
  stage.strike(drums, kick, repeatBars([[0, 0.5], [0.5, 0.3]], 6, 4), 0);
  stage.strike(drums, brush, repeatBars([[1, 0.55], [3, 0.55]], 6, 4), 0.2);
  stage.strike(drums, hat, repeatBars([[2, 0.18], [2.5, 0.12]], 6, 4), -0.3);
  const piece = stage.mix(
    [
      { buffer: keys, gain: 0.85, send: 0.24 },
      { buffer: lights, gain: 0.5, send: 0.55 },
      { buffer: air, gain: 0.5, send: 0.4 },
      { buffer: drums, gain: 0.5, send: 0.12 },
      { buffer: surface(stage, 36), gain: 0.14, send: 0 },
    ],
    { t60Seconds: 2.1, dampingHz: 3_600, preDelaySeconds: 0.018, size: 0.95 },
  );
  wornTape(piece, 9_000);
  return piece;
}
