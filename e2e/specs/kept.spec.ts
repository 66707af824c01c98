import { FakeMedia, MediaForms, type MediaForm } from '../../backend/test/support/fake-ytmusic/fake-media.js';
import { FakeYtDlp } from '../../backend/test/support/fake-ytmusic/fake-yt-dlp.js';
import { FakeYtMusic } from '../../backend/test/support/fake-ytmusic/fake-ytmusic.js';
import { PyxisServer } from '../support/pyxis-server.js';
import { scratchFolder } from '../support/scratch.js';
import { expect, expectAccessible, expectSoundPast, rememberVoices, test } from '../support/test.js';

const PATIENT = { timeout: 120_000 };
const folder = scratchFolder('kept');
const SECONDS = 20;
const HOLDS_S = 21_540;

test('an album of a service that nobody saved is kept at home, and plays on a phone when the service is gone', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const fake = await new FakeYtMusic().start();
  const forms = new MediaForms(folder);
  const formOf = (id: string, itag: number): MediaForm | undefined =>
    forms.of(id, SECONDS).find((form) => form.itag === itag);
  const media = await new FakeMedia(formOf).start();
  const ytDlp = new FakeYtDlp(folder);
  const album = fake.world.albums[0]!;
  for (const { id } of album.songs) {
    const query = new URLSearchParams({ id, itag: '251', expire: String(Math.floor(Date.now() / 1000) + HOLDS_S) });
    ytDlp.tells(id, {
      ...{ duration: SECONDS, format_id: '251', ext: 'webm', filesize: formOf(id, 251)?.bytes.length },
      ...{ url: `https://rr1---sn-fake.googlevideo.com/videoplayback?${query.toString()}`, http_headers: {} },
    });
  }
  const ytmusic = {
    enabled: true,
    apiUrl: fake.origin,
    mediaUrl: media.origin,
    ytDlp: ytDlp.program,
  };
  const server = await PyxisServer.start({ sources: { ytmusic } });
  try {
    const desk = await (await browser.newContext({ baseURL: server.url })).newPage();
    await desk.goto(`album/ytmusic:${album.id}`);
    await desk.getByRole('heading', { name: album.title, level: 1 }).click({ button: 'right' });
    await desk.getByRole('menuitem', { name: 'Keep at home' }).click();
    await desk.getByRole('link', { name: 'Kept at home' }).first().click();
    const row = desk.getByRole('article').filter({ hasText: album.title });
    await expect(row.getByText(new RegExp(`You keep it · ${album.songs.length} tracks? ·`))).toBeVisible(PATIENT);
    await expect(desk.getByText(/If the internet went down now, .*1 whole album would play/)).toBeVisible(PATIENT);
    await expectAccessible(desk);
    await desk.context().close();

    await Promise.all([fake.stop(), media.stop()]);
    const phone = await (
      await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 844 }, hasTouch: true })
    ).newPage();
    await rememberVoices(phone);
    await phone.goto('kept');
    await expect(phone.getByText(/1 whole album would play/)).toBeVisible(PATIENT);
    await phone.getByRole('article').filter({ hasText: album.title }).getByRole('link').click();
    await phone.getByRole('main').getByRole('button', { name: /^Play/ }).first().click();
    await expectSoundPast(phone, 2);
    await phone.goto('kept');
    await phone.getByRole('button', { name: `Remove ${album.title} from here` }).click();
    await expect(phone.getByRole('article').filter({ hasText: album.title })).toBeHidden(PATIENT);
    await phone.context().close();
  } finally {
    await server.remove();
    await Promise.allSettled([fake.stop(), media.stop()]);
  }
});
