import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestEventSource } from '../../test/support/event-source.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import type { PlayerView } from './player-view.dto.js';
import { Players } from './players.js';
import { OWNER_ID } from '../database/index.js';

const TABS = ['browser-tab-1', 'browser-tab-2', 'browser-tab-3'];

describeOnEachEngine('outputs of one connection', (database) => {
  let pyxis: PlaybackApp;
  const connections: TestEventSource<PlayerView>[] = [];

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
  });

  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.close();
    await pyxis.close();
  });

  function connect(outputIds: readonly string[]): TestEventSource<PlayerView> {
    const url = pyxis.url.replace(/playback$/, `events?topics=player&outputIds=${outputIds.join(',')}`);
    const connection = new TestEventSource<PlayerView>(url);
    connections.push(connection);
    return connection;
  }

  async function register(...ids: string[]): Promise<void> {
    const player = await pyxis.app.get(Players).of(OWNER_ID);
    for (const id of ids) await player.register({ id, name: id, kind: 'browser' });
  }

  const present = ({ outputs }: PlayerView): string[] =>
    outputs.flatMap(({ id, isPresent }) => (isPresent ? [id] : []));

  it('are all there while it stands, and all gone when it ends', async () => {
    await register(...TABS);
    const watcher = await pyxis.events();
    const connection = connect(TABS);
    await watcher.until(({ data }) => present(data).length === 3);
    connection.close();
    await watcher.until(({ data }) => present(data).length === 0 && watcher.events.length > 2);
    expect(present(await pyxis.player())).toEqual([]);
  });

  it('are there once they have registered, also after it began', async () => {
    const connection = connect(TABS);
    await connection.until(() => true);
    expect(present(await pyxis.player())).toEqual([]);
    await register('browser-tab-2');
    const told = await connection.until(({ data }) => data.outputs.length > 0);
    expect(present(told.data)).toEqual(['browser-tab-2']);
  });

  it('do not go while another connection names them, as when a browser takes in a tab', async () => {
    await register(...TABS);
    const watcher = await pyxis.events();
    const former = connect(TABS.slice(0, 2));
    await watcher.until(({ data }) => present(data).length === 2);
    const next = connect(TABS);
    await next.until(({ data }) => present(data).length === 3);
    former.close();
    next.close();
    await watcher.until(({ data }) => present(data).length === 0 && watcher.events.length > 3);
    expect(watcher.events.map(({ data }) => present(data).length)).toEqual([0, 2, 3, 0]);
  });
});
