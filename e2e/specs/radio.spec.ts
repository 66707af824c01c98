import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoRadio } from '../../backend/test/fake-upstreams/demo-radio.js';
import { findIcecast } from '../../backend/test/support/icecast.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 120_000 };
const STATION = 'Pyxis Demo FM';
/** Of what it announces. */
const SONG = /Harbour Lights|Low Clouds|North by West/;

interface Shown {
  readonly status: string;
  readonly positionMs: number;
  readonly live?: { readonly edgeMs: number; readonly state: string };
}

test('a station that is pasted is heard, paused, gone on with on the phone, and live again', async ({ browser }) => {
  const program = findIcecast();
  test.skip(program === undefined, 'Icecast is not installed (on Debian: apt-get install icecast2)');
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-radio-'));
  const radio = await new DemoRadio(program ?? '', folder).start();
  const server = await PyxisServer.start({
    sources: { radio: { directoryUrl: radio.directory.origin, localAddresses: radio.origins } },
  });
  const shown = async (): Promise<Shown> =>
    (await (await fetch(new URL('api/v1/playback', server.url))).json()) as Shown;
  const behindMs = async (): Promise<number> => {
    const { positionMs, live } = await shown();
    return live && positionMs > 0 ? live.edgeMs - positionMs : Infinity;
  };
  try {
    const desk = await (await browser.newContext({ baseURL: server.url })).newPage();
    await rememberVoices(desk);
    await desk.goto('stations');
    await desk.getByRole('button', { name: 'Add by address' }).first().click();
    await desk.getByLabel(/^Address of the stream/).fill(radio.at('/demo.mp3'));
    await desk.keyboard.press('Enter');
    await desk.getByRole('button', { name: `Play ${STATION}` }).click(PATIENT);
    const bar = desk.getByRole('region', { name: 'Player' });
    await expect(bar.getByText('Live')).toBeVisible(PATIENT);
    await expect.poll(behindMs, PATIENT).toBeLessThan(20_000);
    await expect(bar.getByText(SONG)).toBeVisible(PATIENT);
    await expect(bar.getByRole('slider', { name: 'Position' })).toHaveCount(0);

    await bar.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect.poll(async () => (await shown()).status, PATIENT).toBe('paused');
    const { positionMs: pausedMs } = await shown();
    await desk.context().close();
    await expect.poll(behindMs, PATIENT).toBeGreaterThan(25_000);

    const phone = await (
      await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 844 }, hasTouch: true })
    ).newPage();
    await rememberVoices(phone);
    await phone.goto('');
    await phone.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(async () => (await shown()).positionMs - pausedMs, PATIENT).toBeGreaterThan(2_000);
    // It goes on at the second at which it was paused, not with what is live.
    expect(await behindMs()).toBeGreaterThan(20_000);
    await phone.getByRole('button', { name: 'Open now playing' }).click();
    const whole = phone.getByRole('dialog', { name: 'Now playing' });
    await expect(whole.getByText(/\d:\d\d behind/)).toBeVisible(PATIENT);
    await whole.getByRole('button', { name: 'Go live' }).click();
    await expect.poll(behindMs, PATIENT).toBeLessThan(20_000);
    await expect(whole.getByText('Live')).toBeVisible(PATIENT);

    // What was heard for long enough is in the history, by who played it and where.
    const songs = async (): Promise<string[]> => {
      const answer = await fetch(new URL('api/v1/history/listens', server.url));
      const { items } = (await answer.json()) as { items: { title: string; context?: { title?: string } }[] };
      return items.filter(({ context }) => context?.title === STATION).map(({ title }) => title);
    };
    await expect.poll(songs, PATIENT).toEqual(expect.arrayContaining([expect.stringMatching(SONG)]));
    await phone.context().close();
  } finally {
    await server.remove();
    await radio.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
