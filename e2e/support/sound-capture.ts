import type { Page } from '@playwright/test';
import { QUIET } from './sound-analysis.js';

/** Samples a second of what is captured. */
export const CAPTURE_RATE_HZ = 44_100;

interface Capture {
  isReady: boolean;
  readonly chunks: Float32Array[];
  sounded: number;
  quietInARow: number;
}

declare global {
  interface Window {
    pyxisCapture?: Capture;
    /** Left and right of what goes from the page's audio graph to the loudspeakers. */
    pyxisGraphEnd?: readonly [AnalyserNode, AnalyserNode];
  }
}

const WORKLET = `registerProcessor('capture', class extends AudioWorkletProcessor {
  chunk = new Float32Array(4096);
  length = 0;
  process([[channel]]) {
    const sound = channel ?? new Float32Array(128);
    this.chunk.set(sound, this.length);
    this.length += sound.length;
    if (this.length === this.chunk.length) {
      this.port.postMessage(this.chunk.slice());
      this.length = 0;
    }
    return true;
  }
});`;

/**
 * Records what audio elements really put out, from the next page on. The page's policy on scripts has to be off
 * (`bypassCSP`): the recorder is a script that no server has.
 */
export async function captureSound(page: Page): Promise<void> {
  await page.addInitScript(
    ({ worklet, rate, quiet }) => {
      const capture: Capture = { isReady: false, chunks: [], sounded: 0, quietInARow: 0 };
      window.pyxisCapture = capture;
      const context = new AudioContext({ sampleRate: rate });
      const routed = new WeakSet<HTMLMediaElement>();
      let recorder: AudioWorkletNode | undefined;
      const module = URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }));
      void context.audioWorklet.addModule(module).then(() => {
        recorder = new AudioWorkletNode(context, 'capture');
        recorder.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
          capture.chunks.push(data);
          for (const sample of data) {
            if (Math.abs(sample) < quiet) capture.quietInARow++;
            else {
              capture.sounded++;
              capture.quietInARow = 0;
            }
          }
        };
        recorder.connect(context.destination);
        capture.isReady = true;
      });
      HTMLMediaElement.prototype.play = new Proxy(Reflect.get(HTMLMediaElement.prototype, 'play'), {
        apply(play, element: HTMLMediaElement, args: []) {
          if (recorder && !routed.has(element)) {
            routed.add(element);
            context.createMediaElementSource(element).connect(recorder);
          }
          return Reflect.apply(play, element, args);
        },
      });
    },
    { worklet: WORKLET, rate: CAPTURE_RATE_HZ, quiet: QUIET },
  );
}

/** Waits until it records. */
export async function capturing(page: Page): Promise<void> {
  await page.waitForFunction(() => window.pyxisCapture?.isReady);
}

/** Waits until most of so many samples were heard and then nothing for a second, and returns all that was recorded. */
export async function capturedSound(page: Page, expectedSamples: number): Promise<Float32Array> {
  await page.waitForFunction(
    ({ least, rest }) => {
      const { sounded = 0, quietInARow = 0 } = window.pyxisCapture ?? {};
      return sounded > least && quietInARow > rest;
    },
    { least: expectedSamples * 0.6, rest: CAPTURE_RATE_HZ },
    { timeout: 45_000, polling: 200 },
  );
  const base64 = await page.evaluate(() => {
    const bytes = (window.pyxisCapture?.chunks ?? []).map((chunk) => new Uint8Array(chunk.buffer));
    return btoa(bytes.map((part) => String.fromCharCode(...part)).join(''));
  });
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** Makes what comes out of the page's own audio graph known, from the next page on. */
export async function tapGraph(page: Page): Promise<void> {
  await page.addInitScript(() => {
    AudioNode.prototype.connect = new Proxy(Reflect.get(AudioNode.prototype, 'connect'), {
      apply(connect, node: AudioNode, args: [AudioNode]) {
        if (args[0] instanceof AudioDestinationNode) {
          const { context } = node;
          const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
          const ends = [0, 1].map(() => new AnalyserNode(context, { fftSize: 16_384 })) as [AnalyserNode, AnalyserNode];
          Reflect.apply(connect, node, [splitter]);
          ends.forEach((end, channel) => splitter.connect(end, channel));
          window.pyxisGraphEnd = ends;
        }
        return Reflect.apply(connect, node, args) as unknown;
      },
    });
  });
}

/** The last third of a second that came out of the page's audio graph; absent while nothing is led through it. */
export async function graphSound(
  page: Page,
): Promise<{ left: Float32Array; right: Float32Array; rateHz: number } | undefined> {
  const read = await page.evaluate(() =>
    window.pyxisGraphEnd?.map((end) => {
      const samples = new Float32Array(end.fftSize);
      end.getFloatTimeDomainData(samples);
      return { samples: [...samples], rateHz: end.context.sampleRate };
    }),
  );
  const [left, right] = read ?? [];
  return (
    left &&
    right && { left: Float32Array.from(left.samples), right: Float32Array.from(right.samples), rateHz: left.rateHz }
  );
}
