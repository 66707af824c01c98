import type { BrowserContext, Page } from '@playwright/test';
import type { PyxisServer } from '../support/pyxis-server.js';
import { expect, expectSoundPast, playerOf, rememberVoices, scanned, soundOf, test } from '../support/test.js';

const HOST = 'music.home';
/** Three, for the gate; the full journey is PYXIS_E2E_KILLS=10. */
const KILLS = Number(process.env.PYXIS_E2E_KILLS ?? 3);

test.use({ settings: { allowedHosts: [HOST] } });

/** Connections for events, as the server counts them. */
async function openEvents(server: PyxisServer): Promise<number> {
  const metrics = await (await fetch(new URL('metrics', server.url))).text();
  return Number(/^pyxis_http_open_responses\{kind="events"\} (\d+)$/m.exec(metrics)?.[1] ?? -1);
}

async function expectOneConnection(server: PyxisServer): Promise<void> {
  await expect.poll(() => openEvents(server), { timeout: 20_000 }).toBe(1);
}

async function command(server: PyxisServer, name: string, body: object = {}): Promise<void> {
  const { revision } = await playerOf(server);
  const response = await fetch(new URL(`api/v1/playback/${name}`, server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ revision, ...body }),
  });
  expect(response.status, await response.text()).toBe(200);
}

/** Something plays on a device that is none of the tabs. */
async function playElsewhere(server: PyxisServer): Promise<void> {
  const outputId = 'kitchen-radio';
  await fetch(new URL(`api/v1/playback/outputs/${outputId}`, server.url), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Kitchen', kind: 'browser' }),
  });
  const { items } = (await (await fetch(new URL('api/v1/albums', server.url))).json()) as { items: { id: string }[] };
  await command(server, 'play', { subject: { kind: 'album', id: items[0]?.id }, outputId });
}

/** The tabs of one browser, and which of them leads: the one that last asked for events. */
class Tabs {
  readonly open: Page[] = [];
  leader?: Page;

  constructor(
    private readonly context: BrowserContext,
    private readonly address: string,
  ) {}

  async add(): Promise<Page> {
    const page = await this.context.newPage();
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/v1/events') this.leader = page;
    });
    this.open.push(page);
    await page.goto(this.address);
    return page;
  }

  forget(page: Page): void {
    this.open.splice(this.open.indexOf(page), 1);
  }
}

async function expectAllToShow(tabs: Tabs, server: PyxisServer): Promise<void> {
  const { current } = await playerOf(server);
  const title = current?.track.title ?? 'nothing';
  await Promise.all(
    tabs.open.map((page) =>
      expect(page.getByRole('region', { name: 'Player' }).getByText(title, { exact: true })).toBeVisible(),
    ),
  );
}

async function kill(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  void page.goto('chrome://crash').catch(() => undefined);
  await crashed;
}

test('ten tabs share one connection, and move together while their leader is closed and killed', async ({
  context,
  server,
}) => {
  await scanned(server);
  const tabs = new Tabs(context, server.url.replace('127.0.0.1', HOST));
  // More than the six connections to a host that a browser allows.
  for (let tab = 0; tab < 10; tab++) await tabs.add();
  expect(await tabs.open[0]?.evaluate(() => [isSecureContext, 'locks' in navigator])).toEqual([false, false]);
  await expectOneConnection(server);
  await playElsewhere(server);
  await command(server, 'repeat', { repeat: 'all' });
  await expectAllToShow(tabs, server);

  for (let death = 0; death < KILLS; death++) {
    const { leader } = tabs;
    if (!leader) throw new Error('Nobody asked for events.');
    tabs.leader = undefined;
    if (death % 2 === 0) await kill(leader);
    else await leader.close();
    tabs.forget(leader);
    await expect.poll(() => tabs.leader !== undefined, { timeout: 20_000 }).toBe(true);
    await command(server, 'next');
    await expectAllToShow(tabs, server);
    await expectOneConnection(server);
    const present = (await playerOf(server)).outputs.filter((output) => output.isPresent);
    expect(present).toHaveLength(tabs.open.length);
    await tabs.add();
  }
});

test('what sounds in one tab is not disturbed when the leader goes', async ({ context, server }) => {
  await scanned(server);
  await rememberVoices(context);
  const tabs = new Tabs(context, server.url.replace('127.0.0.1', HOST));
  const first = await tabs.add();
  await expectOneConnection(server);
  const sounding = await tabs.add();
  await sounding.goto(`${server.url.replace('127.0.0.1', HOST)}albums`);
  await sounding.getByRole('button', { name: 'Play Kitchen Light' }).click();
  await expectSoundPast(sounding, 1);
  expect(tabs.leader).toBe(first);
  await kill(first);
  await expect.poll(() => tabs.leader === sounding, { timeout: 20_000 }).toBe(true);
  const at = (await soundOf(sounding))?.position ?? 0;
  // Longer than the server waits for an output that is gone.
  await expectSoundPast(sounding, at + 12);
  expect(await playerOf(server)).toMatchObject({ status: 'playing', isInterrupted: false });
  await expectOneConnection(server);
});
