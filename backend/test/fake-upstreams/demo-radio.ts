import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { FakeRadioBrowser } from '../support/fake-radio-browser.js';
import { Icecast } from '../support/icecast.js';

const MP3 = ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3'];
const OPUS = ['-c:a', 'libopus', '-b:a', '96k', '-f', 'ogg'];
const AAC = ['-c:a', 'aac', '-b:a', '96k', '-f', 'adts'];
const HLS_TYPES: Readonly<Record<string, string>> = { m3u8: 'application/vnd.apple.mpegurl', ts: 'video/mp2t' };
/** What the first station announces, one after the other. */
const SONGS = ['Night Ferry - Harbour Lights', 'Window Seat - Low Clouds', 'Pyxis Demo FM', 'Sextant - North by West'];
const SONG_MS = 45_000;

/** A station of the directory, in the shape that Radio Browser gives. */
interface ListedStation {
  readonly name: string;
  readonly url: string;
  readonly codec: string;
  readonly tags: string;
}

/** Stations of a real Icecast and one by HLS, fed by ffmpeg, and a directory that knows them beside recorded ones. */
export class DemoRadio {
  readonly icecast: Icecast;
  readonly directory = new FakeRadioBrowser();
  private readonly files: Server;
  private encoder?: ChildProcess;
  private announcing?: NodeJS.Timeout;

  /** @param program Icecast @param folder for what it writes, and for pieces of HLS */
  constructor(
    program: string,
    private readonly folder: string,
  ) {
    this.icecast = new Icecast(program, folder);
    this.files = createServer((request, response) => {
      const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname);
      const type = HLS_TYPES[name.split('.').at(-1) ?? ''];
      if (type === undefined) return void response.writeHead(404).end();
      createReadStream(join(this.hlsFolder, name))
        .on('error', () => response.writeHead(404).end())
        .on('open', () => response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }))
        .pipe(response);
    });
  }

  async start(): Promise<this> {
    await this.icecast.start();
    await this.icecast.feed('/demo.mp3', 'audio/mpeg', MP3);
    await this.icecast.feed('/demo.opus', 'application/ogg', OPUS, ['ARTIST=Night Ferry', 'TITLE=Harbour Lights']);
    await this.icecast.feed('/demo.aac', 'audio/aac', AAC);
    this.files.listen(0, '127.0.0.1');
    await once(this.files, 'listening');
    this.encodeHls();
    await this.directory.start();
    for (const station of this.listed().reverse()) this.directory.stations.unshift(entryOf(station));
    this.announce(0);
    return this;
  }

  /** Servers that the configuration has to allow. */
  get origins(): string[] {
    return [this.icecast.origin, this.filesOrigin];
  }

  at(mount: string): string {
    return `${this.icecast.origin}${mount}`;
  }

  async stop(): Promise<void> {
    clearTimeout(this.announcing);
    if (this.encoder && this.encoder.exitCode === null) {
      this.encoder.kill('SIGKILL');
      await once(this.encoder, 'exit');
    }
    this.files.close();
    await this.directory.stop();
    await this.icecast.stop();
  }

  private get filesOrigin(): string {
    return `http://127.0.0.1:${(this.files.address() as AddressInfo).port}`;
  }

  private get hlsFolder(): string {
    return join(this.folder, 'hls');
  }

  private listed(): ListedStation[] {
    return [
      { name: 'Pyxis Demo FM', url: this.at('/demo.mp3'), codec: 'MP3', tags: 'demo,tones' },
      { name: 'Pyxis Demo Opus', url: this.at('/demo.opus'), codec: 'OGG', tags: 'demo,tones' },
      { name: 'Pyxis Demo AAC', url: this.at('/demo.aac'), codec: 'AAC', tags: 'demo' },
      { name: 'Pyxis Demo HLS', url: `${this.filesOrigin}/live.m3u8`, codec: 'AAC', tags: 'demo,hls' },
    ];
  }

  private encodeHls(): void {
    mkdirSync(this.hlsFolder, { recursive: true });
    const input = ['-v', 'error', '-re', '-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=48000'];
    const output = ['-c:a', 'aac', '-b:a', '96k', '-f', 'hls', '-hls_time', '4', '-hls_list_size', '5', '-hls_flags', 'delete_segments']; // prettier-ignore
    this.encoder = spawn('ffmpeg', [...input, ...output, join(this.hlsFolder, 'live.m3u8')], { stdio: 'ignore' });
  }

  private announce(index: number): void {
    void this.icecast.announce('/demo.mp3', SONGS[index % SONGS.length] ?? '').catch(() => undefined);
    this.announcing = setTimeout(() => this.announce(index + 1), SONG_MS);
  }
}

let entries = 0;

function entryOf({ name, url, codec, tags }: ListedStation): Record<string, unknown> {
  const number = String(++entries).padStart(12, '0');
  return {
    ...{ stationuuid: `00000000-0000-4000-8000-${number}`, changeuuid: `00000000-0000-4000-9000-${number}` },
    ...{ name, url, url_resolved: url, homepage: '', favicon: '', tags, country: '', countrycode: 'DE', state: '' },
    ...{ language: 'english', languagecodes: 'en', votes: 10, codec, bitrate: 128, hls: url.endsWith('m3u8') ? 1 : 0 },
    ...{ lastcheckok: 1, ssl_error: 0, clickcount: 100, clicktrend: 1, geo_lat: null, geo_long: null },
  };
}
