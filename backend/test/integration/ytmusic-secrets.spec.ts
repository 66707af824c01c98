import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { filesIn } from '../support/files-in.js';
import { compileServer, Program, type RunningProgram } from '../support/program.js';

const MIB = 1024 ** 2;
const folder = mkdtempSync(join(tmpdir(), 'pyxis-ytmusic-forms-'));
const forms = new MediaForms(folder);
let parts: YtMusicParts;
let program: Program;
let server: RunningProgram;

beforeAll(compileServer, 600_000);
beforeEach(async () => {
  parts = await YtMusicParts.start(forms);
  parts.clock.now = Date.now();
  program = new Program();
  const { fake, media, ytDlp } = parts;
  const ytmusic = { enabled: true, apiUrl: fake.origin, mediaUrl: media.origin, ytDlp: ytDlp.program };
  const settings = JSON.stringify({ log: { level: 'debug' }, sources: { ytmusic } });
  server = await program.serve(['--config', program.write('config.yaml', settings)]);
});
afterEach(async () => {
  program.remove();
  await parts.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = async (path: string): Promise<string> => {
  const answer = await fetch(server.url + path);
  return [answer.status, ...answer.headers, await answer.text().catch(() => 'cut')].join('\n');
};

it(
  'leaves nothing of an address, of who was asked as, or of a secret, wherever one may look',
  { timeout: 120_000 },
  async () => {
    const { fake, media, ytDlp } = parts;
    const [whole, cut, refused, unknown] = fake.songs as [(typeof fake.songs)[0], ...typeof fake.songs];
    parts.tell(whole);
    const told = [await ask(`stream/ytmusic:${whole.id}`)];
    // By the second way, and then by none.
    media.endsFor.set('', MIB).set('VISIONOS', MIB);
    parts.tell(cut!);
    told.push(await ask(`stream/ytmusic:${cut!.id}`), await ask(`stream/ytmusic:${cut!.id}`));
    ytDlp.refuses(
      refused!.id,
      `ERROR: [youtube] x: unable to download https://x.googlevideo.com/?sig=${YtMusicParts.secret}`,
    );
    told.push(await ask(`stream/ytmusic:${refused!.id}`));
    media.lastingFault = { status: 403, headers: { 'Content-Type': 'text/plain' }, body: YtMusicParts.secret };
    told.push(await ask(`stream/ytmusic:${unknown!.id}`));
    for (const path of ['metrics', 'api/v1/services', 'api/v1/sources', 'api/v1/kept', 'api/v1/search?q=harbour']) {
      told.push(await ask(path));
    }
    const visitor = fake.requests.map(({ headers }) => headers['x-goog-visitor-id']).find((id) => id !== undefined);
    expect(visitor?.length).toBeGreaterThan(10);
    const { output } = await server.stop();

    const secrets = [YtMusicParts.secret, 'sig=', 'of-a-fake', 'videoplayback', String(visitor)];
    const found = (text: string | Buffer): string[] => secrets.filter((secret) => text.includes(secret));
    expect(told.flatMap((text) => found(text))).toEqual([]);
    expect(found(output)).toEqual([]);
    const kept = [...filesIn(program.home)].filter(([name]) => name !== 'config.yaml');
    expect(kept.some(([name]) => name.endsWith('.audio'))).toBe(true);
    expect(kept.some(([name]) => name.endsWith('pyxis.db'))).toBe(true);
    expect(kept.flatMap(([name, bytes]) => found(bytes).map((secret) => [name, secret]))).toEqual([]);
  },
);
