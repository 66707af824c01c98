import { chorus } from '../dsp/effects.ts';
import type { StereoBuffer } from '../dsp/stereo-buffer.ts';
import { glassBowl } from '../instruments/keys.ts';
import { wireHarp } from '../instruments/plucked-string.ts';
import { pad } from '../instruments/sustained.ts';
import { Stage } from '../stage.ts';
import { Tempo } from '../tempo.ts';

/** Nothing in this piece reaches above 10 kHz, and the lower rate keeps the lossless files small. */
const SAMPLE_RATE = 32_000;
const BEAT_SECONDS = 1.15;
/** The beat at which “Ebb” becomes “Slack Water”, on a change of harmony. */
const CUT_BEAT = 16;

const tide = pad({ attackSeconds: 2.2, releaseSeconds: 3.4, darkness: 2, detuneCents: 5 });
const depth = pad({ attackSeconds: 1.6, releaseSeconds: 2.6, darkness: 3.4, detuneCents: 2 });

const tempo = new Tempo({ bpm: 60 / BEAT_SECONDS });

/** Seconds at which “Ebb” ends and “Slack Water” begins; a whole number of samples. */
export const slackWaterSeconds = tempo.secondsAt(CUT_BEAT);

/** “Low Water”: one slow piece in A flat, to be cut in two. */
export function lowWater(): StereoBuffer {
  const stage = new Stage({ sampleRate: SAMPLE_RATE, seconds: 41.6, tempo, seed: 37 });
  const pads = stage.buffer();
  stage.play(
    pads,
    tide,
    `Eb3+G3+Bb3+C4:4 | Eb3+G3+Ab3+C4:4 | F3+G3+Ab3+C4:4 | Bb3+C4+F3+Ab3:4 |
     Eb3+G3+Bb3+F4:4 | Eb3+Bb3+C4+G4:4 | Ab3+F3+C4+Eb4:4 | Eb3+Bb3+C4+Eb4:4`,
    { velocity: 0.34, held: 0.96, arch: 0.3 },
  );
  chorus(pads, 0.5, 0.22);
  const floor = stage.buffer();
  stage.play(floor, depth, 'Ab2:4 | F2:4 | Db2:4 | Eb2:4 | C3:4 | Ab2:4 | Db2:4 | Ab2+Ab3:4', {
    velocity: 0.55,
    held: 0.97,
  });
  const bowls = stage.buffer();
  stage.play(
    bowls,
    glassBowl,
    `- Eb5 C5:2 | - G5 Eb5:.5 C5:1.5 | - F5 G5:2 | Bb5:1.5 Ab5:.5 F5:2 |
     - Eb5 G5:2 | - C6 Bb5:2 | Ab5 F5 Eb5:2 | - C5 Eb5:2`,
    { velocity: 0.5, pan: 0.18, arch: 0.3 },
  );
  const harp = stage.buffer();
  const ripples = 'Ab3:.5 Eb4:.5 Bb4:.5 C5:.5 -:2 | -:2 F4:.5 C5:.5 Ab4:1 | Db4:.5 Ab4:.5 C5:.5 F5:.5 -:2';
  stage.play(harp, wireHarp, ripples, { velocity: 0.3, pan: -0.3, from: 8, held: 2 });
  stage.play(harp, wireHarp, 'Eb4:.5 Bb4:.5 C5:.5 G5:.5 -:2 | Db4:.5 Ab4:.5 Eb5:1 -:2 | Ab3:.5 Eb4:.5 Bb4:.5 C5:1.5', {
    velocity: 0.3,
    pan: -0.3,
    from: 20,
    held: 2,
  });
  return stage.mix(
    [
      { buffer: pads, gain: 0.8, send: 0.35 },
      { buffer: floor, gain: 0.75, send: 0.05 },
      { buffer: bowls, gain: 0.55, send: 0.6 },
      { buffer: harp, gain: 0.5, send: 0.7 },
    ],
    { t60Seconds: 4.6, dampingHz: 2_600, preDelaySeconds: 0.03, size: 1.25 },
  );
}
