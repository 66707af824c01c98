import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findIcecast } from '../support/icecast.js';
import { DemoPodcasts } from './demo-podcasts.js';
import { DemoRadio } from './demo-radio.js';

const program = findIcecast();
if (program === undefined) {
  console.error('Icecast is not installed (on Debian: apt-get install icecast2 ffmpeg).');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'pyxis-fake-upstreams-'));
const radio = await new DemoRadio(program, folder).start();
const podcasts = await new DemoPodcasts().start();

console.log(`Stations and podcasts for a look by hand, until Ctrl-C. Put this into a configuration file:

sources:
  radio:
    directoryUrl: ${radio.directory.origin}
    localAddresses: [${radio.origins.join(', ')}]
  podcast:
    localAddresses: [${podcasts.origin}]
    feeds: [${podcasts.addresses.join(', ')}]

Stations to paste: ${radio.at('/demo.mp3')} (MP3, with titles), ${radio.at('/demo.opus')}, ${radio.at('/demo.aac')}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([radio.stop(), podcasts.stop()]).finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(0);
    });
  });
}
