import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FakeSoundCloud } from '../support/fake-soundcloud/fake-soundcloud.js';
import { SignedAddresses } from '../support/fake-soundcloud/signed-addresses.js';
import { filesIn } from '../support/files-in.js';
import { compileServer, Program, type RunningProgram } from '../support/program.js';

const TOKEN = '2-294731-of-somebody-secret';
let fake: FakeSoundCloud;
let program: Program;
let server: RunningProgram;

beforeAll(compileServer, 600_000);
beforeEach(async () => {
  fake = await new FakeSoundCloud().start();
  fake.tokens.set(TOKEN, fake.user('ada-lamplight'));
  program = new Program();
  const { origin } = fake;
  const soundcloud = { enabled: true, apiUrl: origin, siteUrl: origin, mediaUrl: origin, user: 'ada-lamplight' };
  const settings = JSON.stringify({ log: { level: 'debug' }, sources: { soundcloud } });
  server = await program.serve(['--config', program.write('config.yaml', settings)], {
    PYXIS_SOUNDCLOUD_TOKEN: TOKEN,
  });
});
afterEach(async () => {
  program.remove();
  await fake.stop();
});

const ask = async (path: string): Promise<string> => {
  const answer = await fetch(server.url + path);
  return [answer.status, ...answer.headers, await answer.text().catch(() => 'cut')].join('\n');
};

it(
  'leaves nothing of an address, of a token or of a private link, wherever one may look',
  { timeout: 180_000 },
  async () => {
    const whole = fake.track('night-ferry/harbour-lights');
    const secret = fake.track('ada-lamplight/not-for-everybody');
    const link = `https://soundcloud.com/ada-lamplight/not-for-everybody/${secret.secretToken ?? ''}`;
    const told = [
      await ask(`stream/soundcloud:${whole.id}`),
      await ask(`stream/soundcloud:${fake.track('low-clouds/stratus').id}`),
      await ask(`stream/soundcloud:${fake.track('brackwater-discs/copper-wire').id}`),
      await ask(`stream/soundcloud:${fake.track('brackwater-discs/paper-sun').id}`),
      await ask(`api/v1/search?q=${encodeURIComponent(link)}`),
      await ask(`stream/soundcloud:${secret.id}`),
    ];
    fake.lastingFault = { status: 403, headers: { 'Content-Type': 'text/html' }, body: `<html>${TOKEN}</html>` };
    told.push(await ask(`stream/soundcloud:${fake.track('low-clouds/cirrus').id}`));
    for (const path of [
      'metrics',
      'api/v1/services',
      'api/v1/sources',
      'api/v1/kept',
      'api/v1/sources/soundcloud/own',
    ]) {
      told.push(await ask(path));
    }
    const { output } = await server.stop();

    const secrets = [TOKEN, SignedAddresses.keyPairId, 'Signature=', 'track_authorization', secret.secretToken ?? '?'];
    const found = (text: string | Buffer): string[] => secrets.filter((one) => text.includes(one));
    // The link that was asked about is told back to who asked.
    expect(told.flatMap((text) => found(text.replaceAll(link, '')))).toEqual([]);
    expect(found(output)).toEqual([]);
    const kept = [...filesIn(program.home)].filter(([name]) => name !== 'config.yaml');
    expect(kept.some(([name]) => name.endsWith('.audio'))).toBe(true);
    expect(kept.some(([name]) => name.endsWith('pyxis.db'))).toBe(true);
    const left = kept.flatMap(([name, bytes]) => found(bytes).map((one) => [name, one]));
    expect(left).toEqual([[expect.stringMatching(/secrets\/soundcloud-links\.json$/), secret.secretToken]]);
  },
);
