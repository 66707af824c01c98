import { StreamingConfig } from '../../../src/config/index.js';
import { KeptAudio } from '../../../src/streaming/index.js';
import type { PlaybackApp } from '../playback-app.js';

const AUDIO = Buffer.alloc(600_000, 'sound');
const HOUR_MS = 3_600_000;

/** How streams are kept while everything is used: there is room for one track of another service, and no more. */
export function roomForOne(): StreamingConfig {
  const config = new StreamingConfig();
  config.cache.remoteMaxSize = AUDIO.length * 1.5;
  return config;
}

/** Has audio of another service fetched, kept, left and removed. @param music of that service */
export async function keepAudio({ app, clock }: PlaybackApp, music: { audio: Buffer }): Promise<void> {
  music.audio = AUDIO;
  const kept = app.get(KeptAudio, { strict: false });
  const { signal } = new AbortController();
  await kept.fetch('fake:78', { signal });
  clock.pass(HOUR_MS);
  await kept.fetch('fake:78', { signal });
  await kept.fetch('fake:79', { signal });
  await kept.pin('fake:79', 'everything');
  await kept.unpin('fake:79', 'everything');
  await kept.totals();
  await kept.remove('fake:79');
}
