import { autoPan, chorus, wornTape } from '../dsp/effects.ts';
import type { StereoBuffer } from '../dsp/stereo-buffer.ts';
import { brush, hat, kick } from '../instruments/drums.ts';
import { electricPiano, vibraphone } from '../instruments/keys.ts';
import { pad } from '../instruments/sustained.ts';
import { repeatBars, Stage } from '../stage.ts';
import { Tempo } from '../tempo.ts';
import { SAMPLE_RATE, surface } from './window-seat.ts';

const haze = pad({ attackSeconds: 0.9, releaseSeconds: 1.6, darkness: 2.4, detuneCents: 7 });

/** “Last Tram”: the way home in B flat, for electric piano, with the lights going by. */
export function lastTram(): StereoBuffer {
  const tempo = new Tempo({ bpm: 69, leadInSeconds: 0.3, slowing: { fromBeat: 24, toBeat: 32, bpm: 52 } });
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 35, tempo, seed: 67 });
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
  stage.play(
    lights,
    vibraphone,
    '-:2.5 F5:.5 Bb5 | -:2.5 E5:.5 A5 | -:2.5 D5:.5 F5 | -:2.5 G5:.5 C6 | -:3 D6 | -:3 Gb5',
    {
      velocity: 0.34,
      held: 2,
      pan: 0.4,
    },
  );
  stage.play(lights, vibraphone, 'C6 F6:3', { velocity: 0.3, from: 31, held: 1.4, pan: 0.4 });
  const air = stage.buffer();
  stage.play(
    air,
    haze,
    'G3+D4:4 | F3+C4:4 | Eb3+Bb3:4 | F3+C4:4 | G3+D4:4 | Gb3+C4:4 | F3+Bb3:2 Eb3+A3:2 | D3+F3+C4:5',
    {
      velocity: 0.3,
      held: 0.97,
    },
  );
  const drums = stage.buffer();
  stage.strike(
    drums,
    kick,
    repeatBars(
      [
        [0, 0.5],
        [0.5, 0.3],
      ],
      6,
      4,
    ),
    0,
  );
  stage.strike(
    drums,
    brush,
    repeatBars(
      [
        [1, 0.55],
        [3, 0.55],
      ],
      6,
      4,
    ),
    0.2,
  );
  stage.strike(
    drums,
    hat,
    repeatBars(
      [
        [2, 0.18],
        [2.5, 0.12],
      ],
      6,
      4,
    ),
    -0.3,
  );
  const piece = stage.mix(
    [
      { buffer: keys, gain: 0.85, send: 0.24 },
      { buffer: lights, gain: 1.1, send: 0.55 },
      { buffer: air, gain: 0.5, send: 0.4 },
      { buffer: drums, gain: 0.5, send: 0.12 },
      { buffer: surface(stage, 34.6), gain: 0.14, send: 0 },
    ],
    { t60Seconds: 2.1, dampingHz: 3_600, preDelaySeconds: 0.018, size: 0.95 },
  );
  wornTape(piece, 9_000);
  return piece;
}
