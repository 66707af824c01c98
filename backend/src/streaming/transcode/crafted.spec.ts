import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childProcesses, hasFfmpeg, StreamingApp } from '../../../test/support/streaming-app.js';

/** What each name makes the readers of tags, and so ffmpeg, take a file for; the last one nobody has looked at. */
const CONTAINERS = ['mpeg', 'flac', 'ogg', 'mp4', 'wav', 'aiff', 'asf', 'adts', ''];

/** Files that name others. @param file a pipe without a writer: whoever opens it waits for ever */
const CRAFTED: Readonly<Record<string, (file: string, url: string) => string>> = {
  'a script of files': (file) => `ffconcat version 1.0\nfile '${file}'\n`,
  'a script of addresses': (_file, url) => `ffconcat version 1.0\nfile '${url}'\n`,
  'a playlist': (file, url) => `#EXTM3U\n#EXTINF:5,\n${url}\n#EXTINF:5,\n${file}\n`,
  'a playlist of segments': (file, url) =>
    `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:9\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-KEY:METHOD=AES-128,URI="${url}"\n#EXT-X-MAP:URI="file://${file}"\n#EXTINF:9,\n${url}\n#EXTINF:9,\nfile://${file}\n#EXT-X-ENDLIST\n`,
  'a manifest': (_file, url) =>
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT9S"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>${url}</BaseURL><SegmentBase/></Representation></AdaptationSet></Period></MPD>`,
  metadata: (file) => `;FFMETADATA1\ntitle=${file}\n[STREAM]\nfile=${file}\n`,
  'a shared playlist': (_file, url) =>
    `<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>${url}</location></track></trackList></playlist>`,
  'a presentation': (_file, url) => `<smil><body><audio src="${url}"/></body></smil>`,
  'a session': (_file, url) =>
    `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\na=control:${url}\n`,
  'a reference': (_file, url) => `[Reference]\nRef1=${url}\n`,
  'a playlist behind a tag': (_file, url) =>
    `ID3\x04\x00\x00\x00\x00\x00\x00#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${url}\n#EXT-X-ENDLIST\n`,
};

describe.skipIf(!hasFfmpeg)('conversion of files that name others', () => {
  let app: StreamingApp;
  let server: Server;
  let pipe: string;
  let url: string;
  let calls = 0;

  beforeAll(async () => {
    app = await StreamingApp.start();
    pipe = join(app.home, 'elsewhere.flac');
    execFileSync('mkfifo', [pipe]);
    server = createServer((_request, response) => {
      calls++;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/segment.mp3`;
  });
  afterAll(async () => {
    server.close();
    await app.remove();
  });

  it.each(Object.entries(CRAFTED))('opens nothing for %s, whatever its name', async (what, make) => {
    for (const container of CONTAINERS) {
      const path = app.write(`${what} ${container}`, Buffer.from(make(pipe, url), 'latin1'));
      const id = await app.addTrack(path, 'x', 'audio/x', 60_000, container);
      expect((await app.get(`/stream/${id}?format=mp3`)).status, container).toBe(502);
    }
    expect([calls, childProcesses()]).toEqual([0, []]);
  });

  it('does not look for the audio of an MP4 file in another', async () => {
    const made = join(app.home, 'made.m4a');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac', made]);
    const path = app.write('elsewhere.m4a', withExternalData(readFileSync(made), pipe));
    const id = await app.addTrack(path, 'aac', 'audio/mp4', 1_000, 'mp4');
    expect((await app.get(`/stream/${id}?format=mp3`)).status).toBe(502);
    expect(childProcesses()).toEqual([]);
  });
});

/** The same file, saying that its audio lies at this path (QuickTime, “Data Reference Atoms”, an alias record). */
function withExternalData(file: Buffer, path: string): Buffer {
  const at = file.indexOf('url ', file.indexOf('dref')) - 4;
  const name = Buffer.from(path.padEnd(path.length + (path.length % 2), '\0'));
  // Volume and file name are left empty; the levels say that there is no relative path.
  const alias = Buffer.alloc(162 + 4 + name.length + 4);
  alias.writeUInt32BE(alias.length, 0);
  alias.write('alis', 4);
  alias.writeUInt16BE(0xffff, 142);
  alias.writeUInt16BE(0xffff, 144);
  // The absolute path, and the end.
  alias.writeUInt16BE(2, 162);
  alias.writeUInt16BE(name.length, 164);
  name.copy(alias, 166);
  alias.writeUInt16BE(0xffff, 166 + name.length);
  const made = Buffer.concat([file.subarray(0, at), alias, file.subarray(at + 12)]);
  const growth = alias.length - 12;
  for (const box of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']) {
    const start = made.indexOf(box) - 4;
    made.writeUInt32BE(made.readUInt32BE(start) + growth, start);
  }
  return made;
}
