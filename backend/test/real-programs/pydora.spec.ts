import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakePandora } from '../support/fake-pandora/fake-pandora.js';
import { DECRYPT_KEY, ENCRYPT_KEY } from '../support/fake-pandora/pandora-cipher.js';
import { TlsEndingProxy } from '../support/tls-ending-proxy.js';

/** Of the environment that `npm test` makes of `requirements.txt`. */
const python = process.env.PYXIS_TEST_PYTHON;
const run = promisify(execFile);

describe.skipIf(python === undefined)('pydora (skipped where Python has not got it)', () => {
  let fake: FakePandora;
  let proxy: TlsEndingProxy;

  beforeAll(async () => {
    fake = await new FakePandora().start();
    proxy = await new TlsEndingProxy({ 'tuner.pandora.com': fake.origin }).start();
  });

  afterAll(async () => {
    await proxy.stop();
    await fake.stop();
  });

  it('takes the fake for the real service', { timeout: 300_000 }, async () => {
    const [username, password] = ['ada@example.com', 'correct horse'];
    const account = fake.join(username, password);
    const [, station] = account.stations;
    const env = {
      ...process.env,
      ...{ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, http_proxy: proxy.url, https_proxy: proxy.url },
      ...{ REQUESTS_CA_BUNDLE: proxy.certificateFile, NO_PROXY: '', no_proxy: '' },
    };
    const told = { username, password, decryptKey: DECRYPT_KEY, encryptKey: ENCRYPT_KEY };
    const script = join(import.meta.dirname, 'ask-pandora.py');
    const { stdout } = await run(python ?? '', [script, JSON.stringify(told)], { env });
    const said = JSON.parse(stdout) as Record<string, unknown> & { readonly songs: [string, string, number][] };
    expect(said).toMatchObject({
      wrong: 1001,
      stations: 21,
      mixed: account.stations.slice(1, 4).map(({ name }) => name),
      changed: false,
      created: new Date(station!.createdAtMs).toISOString().slice(0, 19),
      playable: [true, true],
      forms: ['aacplus', '64'],
      additional: ['HTTP_128_MP3', 'HTTP_64_AACPLUS_ADTS'],
      adverts: [['Buy it now', 'A Shop']],
      thumbs: [1, [said.songs[0]?.[0]]],
      seeds: ['Harbour Lights'],
      explained: 4,
      bookmarks: [[said.songs[0]?.[0]], [said.songs[0]?.[1]]],
      found: ['Sextant'],
      made: ['Sextant Radio', 'Of pydora', 21],
      genres: { Alternative: ['90s Alternative '], Classical: ['Baroque Period', 'Solo Piano'] },
    });
    expect(said.songs).toHaveLength(8);
    expect(new Set(said.songs.map(([title]) => title)).size).toBe(8);
    expect([fake.count('ad.getAdMetadata'), fake.count('ad.registerAd')]).toEqual([1, 1]);
    // Only what must not be heard by others came by TLS; the rest in clear, as real clients send it.
    const came = new Set(fake.requests.map(({ headers }) => headers['x-forwarded-proto']));
    expect(came).toEqual(new Set(['http', 'https']));
    expect(proxy.strangers).toEqual([]);
  });
});
