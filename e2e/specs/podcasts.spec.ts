import { DemoPodcasts } from '../../backend/test/fake-upstreams/demo-podcasts.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { expect, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 120_000 };
const EPISODE = 'Bearings, number 6';
/** A report of the output comes every 5 s; what comes after the last one is lost with the server. */
const LOST_MS = 7_000;

interface Shown {
  readonly status: string;
  readonly positionMs: number;
  readonly speed: number;
  readonly current?: { readonly track: { readonly title: string } };
}

test('an episode is found by its feed, goes on after the server was killed on another device, and at its speed', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const podcasts = await new DemoPodcasts().start();
  const server = await PyxisServer.start({ sources: { podcast: { localAddresses: [podcasts.origin] } } });
  const shown = async (): Promise<Shown> =>
    (await (await fetch(new URL('api/v1/playback', server.url))).json()) as Shown;
  const [bearings = '', logbook = ''] = podcasts.addresses;
  try {
    const desk = await (await browser.newContext({ baseURL: server.url })).newPage();
    await rememberVoices(desk);
    await desk.goto('podcasts/add');
    const list = `<opml version="2.0"><body><outline text="Tales">
      <outline text="The Logbook" xmlUrl="${logbook}"/><outline text="Gone" xmlUrl="${podcasts.url('/nowhere')}"/>
    </outline></body></opml>`;
    const file = { name: 'mine.opml', mimeType: 'text/x-opml', buffer: Buffer.from(list) };
    await desk.locator('input[type=file]').setInputFiles(file);
    await expect(desk.getByText('What failed, and why')).toBeVisible(PATIENT);
    await desk.getByPlaceholder('Address of a feed or page, or words').fill(bearings);
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('heading', { name: 'Bearings', exact: true })).toBeVisible(PATIENT);

    await desk.getByRole('link', { name: EPISODE }).first().click();
    await desk.getByRole('main').getByRole('button', { name: /^Play/ }).first().click();
    await expect.poll(async () => (await shown()).positionMs, PATIENT).toBeGreaterThan(2_000);
    await desk.getByRole('button', { name: /Dead reckoning/ }).click();
    await expect.poll(async () => (await shown()).positionMs, PATIENT).toBeGreaterThan(45_000);
    await desk.getByRole('button', { name: 'Show the transcript' }).click();
    await expect(desk.getByText('Dead reckoning, at first.')).toBeVisible(PATIENT);
    const bar = desk.getByRole('region', { name: 'Player' });
    await bar.getByRole('button', { name: 'Speed: 1×' }).click();
    await desk.getByRole('menuitemradio', { name: '1.4×' }).click();
    await expect.poll(async () => (await shown()).speed, PATIENT).toBe(1.4);
    await expect
      .poll(() => desk.evaluate(() => [...(window.pyxisVoices ?? [])].map((voice) => voice.playbackRate)), PATIENT)
      .toContain(1.4);
    const heardMs = (await shown()).positionMs;
    await expect.poll(async () => (await shown()).positionMs, PATIENT).toBeGreaterThan(heardMs + 4_000);

    const before = await shown();
    await server.kill();
    await desk.context().close();
    await server.up();
    const phone = await (
      await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 844 }, hasTouch: true })
    ).newPage();
    await rememberVoices(phone);
    await phone.goto('');
    const after = await shown();
    expect(after.current?.track.title).toBe(EPISODE);
    expect(Math.abs(after.positionMs - before.positionMs)).toBeLessThan(LOST_MS * 1.4);
    await phone.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(async () => (await shown()).positionMs, PATIENT).toBeGreaterThan(after.positionMs + 2_000);
    await phone.getByRole('button', { name: 'Open now playing' }).click();
    const whole = phone.getByRole('dialog', { name: 'Now playing' });
    await expect(whole.getByRole('button', { name: 'Next chapter' })).toBeVisible(PATIENT);
    await whole.getByRole('button', { name: 'Next chapter' }).click();
    await expect.poll(async () => (await shown()).positionMs, PATIENT).toBeGreaterThan(90_000);
    await whole.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect.poll(async () => (await shown()).status, PATIENT).toBe('paused');
    await phone.context().close();

    const { items } = (await (
      await fetch(new URL('api/v1/podcasts/episodes?list=in-progress', server.url))
    ).json()) as {
      items: { title: string; positionMs?: number }[];
    };
    expect(items.map(({ title }) => title)).toEqual([EPISODE]);
  } finally {
    await server.remove();
    await podcasts.stop();
  }
});
