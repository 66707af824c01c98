import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findIcecast } from '../support/icecast.js';
import { DemoBandcamp } from './demo-bandcamp.js';
import { DemoPandora } from './demo-pandora.js';
import { DemoPodcasts } from './demo-podcasts.js';
import { DemoRadio } from './demo-radio.js';
import { DemoSoundCloud } from './demo-soundcloud.js';
import { DemoYtMusic } from './demo-ytmusic.js';

const program = findIcecast();
if (program === undefined) {
  console.error('Icecast is not installed (on Debian: apt-get install icecast2 ffmpeg).');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'pyxis-fake-upstreams-'));
const radio = await new DemoRadio(program, folder).start();
const podcasts = await new DemoPodcasts().start();
const music = await new DemoYtMusic(folder).start();
const pandora = await new DemoPandora().start();
const soundcloud = await new DemoSoundCloud().start();
const bandcamp = await new DemoBandcamp().start();

/** What the section `sources` of a configuration has to say. */
const sources = {
  radio: { directoryUrl: radio.directory.origin, localAddresses: radio.origins },
  podcast: { localAddresses: [podcasts.origin], feeds: podcasts.addresses },
  ytmusic: music.settings(),
  pandora: pandora.settings(),
  soundcloud: soundcloud.settings(),
  bandcamp: bandcamp.settings(),
};
const secrets = {
  PYXIS_YTMUSIC_COOKIES: music.cookies,
  PYXIS_PANDORA_PASSWORD: pandora.password,
  PYXIS_SOUNDCLOUD_TOKEN: soundcloud.token,
};

if (process.argv.includes('--json')) console.log(JSON.stringify({ sources, secrets }));
else tellPeople();

function tellPeople(): void {
  console.log(`Stations, podcasts, YouTube Music, Pandora, SoundCloud and Bandcamp for a look by hand, until Ctrl-C. Put this into a configuration file:

sources:
${Object.entries(sources)
  .map(([id, settings]) => `  ${id}: ${JSON.stringify(settings)}`)
  .join('\n')}

Stations to paste: ${radio.at('/demo.mp3')} (MP3, with titles), ${radio.at('/demo.opus')}, ${radio.at('/demo.aac')}
A song to paste into the search, with a yt-dlp of the last two months on the PATH: ${music.link}
A long video with chapters to paste there: ${music.longLink}
Likes, playlists and albums of somebody who has signed in, an account at Pandora, and what is private at SoundCloud:
  ${Object.entries(secrets)
    .map(([name, value]) => `${name}='${value}'`)
    .join(' ')}
Pages of SoundCloud and Bandcamp to paste:
${[...soundcloud.links, ...bandcamp.links].map(([link, what]) => `  ${link} (${what})`).join('\n')}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    const all = [radio, podcasts, music, pandora, soundcloud, bandcamp];
    void Promise.all(all.map((each) => each.stop())).finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(0);
    });
  });
}
