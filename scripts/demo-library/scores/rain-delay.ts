import { autoPan, chorus, wornTape } from '../dsp/effects.ts';
import type { StereoBuffer } from '../dsp/stereo-buffer.ts';
import { hat, kick, softSnare } from '../instruments/drums.ts';
import { electricPiano, roundBass, vibraphone } from '../instruments/keys.ts';
import { repeatBars, Stage, type Strokes } from '../stage.ts';
import { Tempo } from '../tempo.ts';
import { SAMPLE_RATE, SMALL_ROOM, surface } from './window-seat.ts';

/** “Rain Delay”: eighty beats a minute in G minor, for electric piano, vibraphone and a lazy drummer. */
export function rainDelay(): StereoBuffer {
  const tempo = new Tempo({ bpm: 80, leadInSeconds: 0.3, swing: { grid: 0.25, amount: 0.34 } });
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 34.6, tempo, seed: 41 });
  const [eb, d, g, c, f] = ['G3+Bb3+D4+F4', 'F#3+Bb3+C4+Eb4', 'F3+A3+Bb3+D4', 'Eb3+G3+Bb3+D4', 'Eb3+G3+A3+D4'];
  const home = `${g}:2.5 -:.25 ${g}:.25 ${g}:1 | ${c}:1.75 ${c}:.25 ${f}:2`;
  const away = `${eb}:2.5 -:.25 ${eb}:.25 ${eb}:1 | ${d}:1.75 ${d}:.75 ${d}:1.5`;
  const keys = stage.buffer();
  stage.play(keys, electricPiano, `${home} | ${away} | ${home} | ${away} | ${home}`, {
    velocity: 0.4,
    held: 0.94,
    roll: 0.012,
    pan: -0.08,
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
  const beat: Strokes = [
    [0, 0.95],
    [1.75, 0.5],
    [2.5, 0.85],
  ];
  stage.strike(drums, kick, [...repeatBars(beat, 8, 8), [40, 0.8]]);
  stage.strike(
    drums,
    softSnare,
    repeatBars(
      [
        [1, 0.62],
        [3, 0.66],
      ],
      8,
      8,
    ),
    0.05,
  );
  stage.strike(drums, softSnare, repeatBars([[3.75, 0.16]], 4, 12, 8), 0.05);
  const hats: Strokes = [
    [0, 0.5],
    [0.5, 0.34],
    [1, 0.5],
    [1.5, 0.34],
    [1.75, 0.2],
    [2, 0.5],
    [2.5, 0.34],
    [3, 0.5],
    [3.5, 0.4],
  ];
  stage.strike(drums, hat, [...repeatBars(hats, 8, 8), [7, 0.3], [7.5, 0.4]], -0.3);

  const piece = stage.mix(
    [
      { buffer: keys, gain: 0.8, send: 0.16 },
      { buffer: low, gain: 0.75, send: 0 },
      { buffer: mallets, gain: 0.95, send: 0.34 },
      { buffer: drums, gain: 0.62, send: 0.07 },
      { buffer: surface(stage, 34.3), gain: 0.16, send: 0 },
    ],
    SMALL_ROOM,
  );
  wornTape(piece, 9_500);
  return piece;
}
