import { FakePandora } from '../../backend/test/support/fake-pandora/fake-pandora.js';
import { songAt, type FakeAccount } from '../../backend/test/support/fake-pandora/pandora-world.js';
import type { ServerSettings } from './pyxis-server.js';

const [USERNAME, PASSWORD] = ['ada@example.com', 'correct horse'];

/** A Pandora of this machine with one account, which has a song and an artist bookmarked. */
export interface LocalPandora {
  readonly fake: FakePandora;
  readonly account: FakeAccount;
  /** What makes a server sign in there. */
  readonly settings: Required<Pick<ServerSettings, 'sources' | 'secrets'>>;
}

/** The caller stops its `fake`. */
export async function startPandora(): Promise<LocalPandora> {
  const fake = new FakePandora();
  const account = fake.join(USERNAME, PASSWORD);
  account.bookmarks.push({ id: '1', kind: 'track', song: songAt(3), atMs: Date.now() });
  account.bookmarks.push({ id: '2', kind: 'artist', song: songAt(4), atMs: Date.now() });
  await fake.start();
  const settings = {
    sources: { pandora: { enabled: true, username: USERNAME, baseUrl: fake.baseUrl } },
    secrets: { PYXIS_PANDORA_PASSWORD: PASSWORD },
  };
  return { fake, account, settings };
}

/** As the settings of a test: those given, and a Pandora that is there while the test runs. @param settings asked when the test begins */
export function withPandora(settings: () => ServerSettings | Promise<ServerSettings>) {
  return async (
    // Playwright reads from the pattern what is needed: nothing.
    { browserName: _ }: { browserName: string },
    use: (settings: ServerSettings) => Promise<void>,
  ): Promise<void> => {
    const pandora = await startPandora();
    const given = await settings();
    await use({ ...given, ...pandora.settings, sources: { ...given.sources, ...pandora.settings.sources } });
    await pandora.fake.stop();
  };
}
