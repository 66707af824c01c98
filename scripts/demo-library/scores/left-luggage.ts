import { autoPan, wornTape } from '../dsp/effects.ts';
import type { StereoBuffer } from '../dsp/stereo-buffer.ts';
import { brush, hat, kick, rim } from '../instruments/drums.ts';
import { electricPiano, roundBass } from '../instruments/keys.ts';
import { nylon, wireHarp } from '../instruments/plucked-string.ts';
import { repeatBars, Stage } from '../stage.ts';
import { Tempo } from '../tempo.ts';
import { SAMPLE_RATE, SMALL_ROOM, surface } from './window-seat.ts';

/** “Left Luggage”: a figure for harp over brushes and a walking bass, in C. */
export function leftLuggage(): StereoBuffer {
  const tempo = new Tempo({ bpm: 88, leadInSeconds: 0.25, swing: { grid: 0.25, amount: 0.2 } });
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 35, tempo, seed: 53 });
  const strings = stage.buffer();
  const figure = `
    C5:.75 E5:.75 G5:.5 E5:.5 C5:.5 A4 | B4:.75 D5:.75 G5:.5 D5:.5 B4:.5 G4 |
    A4:.75 C5:.75 F5:.5 E5:.5 C5:.5 A4 | B4:.5 D5:.5 E5 D5:.5 B4:.5 A4:.5 G4:.5 |
    C5:.75 E5:.75 G5:.5 A5:.5 G5:.5 E5 | G#4:.75 B4:.75 E5:.5 D5:.5 B4:.5 G#4 |
    A4:.75 C5:.75 E5:.5 G5:.5 E5:.5 C5 | F#5:.75 E5:.75 C5:.5 A4:.5 C5:.5 E5 |
    C5:.75 E5:.75 G5:.5 E5:.5 C5:.5 A4 | D5:.75 F5:.75 A5:.5 G5:.5 F5:.5 D5 | E5:1.5 G5:.5 D5:2`;
  stage.play(strings, wireHarp, figure, { velocity: 0.62, from: 4, pan: 0.16, held: 1.1, arch: 0.15 });
  stage.play(strings, nylon, 'G3 D4:.5 F4:.5 B3 E4 | -:40 C3+G3+D4+E4+A4:4', {
    velocity: 0.42,
    pan: -0.2,
    roll: 0.05,
    held: 1.2,
  });

  const keys = stage.buffer();
  const chord = (notes: string): string => `-:.5 ${notes}:1 -:.25 ${notes}:.25 -:.5 ${notes}:1.5`;
  const harmony = [
    'E3+A3+C4',
    'D3+G3+B3',
    'F3+A3+C4',
    'F3+B3+E4',
    'E3+A3+C4',
    'D3+G#3+B3',
    'E3+G3+C4',
    'F#3+A3+C4',
    'E3+A3+C4',
    'F3+A3+D4',
  ];
  stage.play(keys, electricPiano, harmony.map(chord).join(' | '), {
    velocity: 0.3,
    from: 4,
    held: 0.9,
    pan: -0.3,
    roll: 0.01,
  });
  autoPan(keys, 0.12, 2.6);

  const low = stage.buffer();
  const walk = `F2:1.5 C3:.5 A2 F2 | E2:1.5 B2:.5 G2 E2 | D2:1.5 A2:.5 F2 A2 | G2:1.5 D3:.5 B2 G2 |
    F2:1.5 C3:.5 A2 F2 | E2:1.5 B2:.5 D3 G#2 | A2:1.5 E3:.5 C3 G2 | D2:1.5 A2:.5 C3 F#2 |
    F2:1.5 C3:.5 A2 C3 | G2:1.5 D3:.5 G2 B2 | C3:3`;
  stage.play(low, roundBass, walk, { velocity: 0.62, from: 4, held: 0.9 });

  const drums = stage.buffer();
  stage.strike(drums, kick, [
    ...repeatBars(
      [
        [0, 0.75],
        [2.5, 0.6],
      ],
      10,
      4,
    ),
    [44, 0.7],
  ]);
  stage.strike(
    drums,
    rim,
    repeatBars(
      [
        [1, 0.5],
        [3, 0.55],
      ],
      10,
      4,
    ),
    0.2,
  );
  stage.strike(
    drums,
    brush,
    repeatBars(
      [
        [0, 0.5],
        [1, 0.8],
        [2, 0.5],
        [3, 0.8],
      ],
      10,
      4,
    ),
    -0.2,
  );
  stage.strike(
    drums,
    hat,
    repeatBars(
      [
        [0.5, 0.3],
        [1.5, 0.3],
        [1.75, 0.16],
        [2.5, 0.3],
        [3.5, 0.36],
      ],
      10,
      4,
    ),
    -0.35,
  );

  const piece = stage.mix(
    [
      { buffer: strings, gain: 0.95, send: 0.26 },
      { buffer: keys, gain: 0.6, send: 0.2 },
      { buffer: low, gain: 0.72, send: 0 },
      { buffer: drums, gain: 0.7, send: 0.08 },
      { buffer: surface(stage, 34.7), gain: 0.12, send: 0 },
    ],
    SMALL_ROOM,
  );
  wornTape(piece, 12_000);
  return piece;
}
