import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeRadioBrowser } from '../support/fake-radio-browser.js';
import { FakeStation, stays } from '../support/fake-station.js';
import { decodeLive, encodeLive, withIcyBlocks } from '../support/live-samples.js';
import { createTestApp, type TestApp } from '../support/test-app.js';

const MP3 = ['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
const PATIENT = { timeout: 30_000, interval: 50 };
const ARROW = 'db93a00f-9191-46ab-9e87-ec9b373b3eee';

interface Saved {
  readonly id: string;
  readonly trackId: string;
  readonly name: string;
}

/** From the address that a person pastes to what a browser is sent, with everything between as it is. */
describe('radio', () => {
  let mp3: Buffer;
  let directory: FakeRadioBrowser;
  let station: FakeStation;
  let pyxis: TestApp;
  let url: string;

  beforeAll(() => {
    mp3 = encodeLive(4, MP3);
  }, 60_000);

  beforeEach(async () => {
    directory = await new FakeRadioBrowser().start();
    station = await new FakeStation().start();
    pyxis = await createTestApp({
      flags: {
        'sources.radio.directoryUrl': directory.origin,
        'sources.radio.localAddresses': station.origin,
      },
    });
    const server = await pyxis.app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await pyxis.remove();
    await Promise.all([directory.stop(), station.stop()]);
  });

  async function ask<T>(path: string, body?: unknown): Promise<T> {
    const sent =
      body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${url}/api/v1/${path}`, sent);
    const told = (await answer.json()) as T;
    if (!answer.ok) throw new Error(JSON.stringify(told));
    return told;
  }

  /** Listens until so many bytes came. */
  async function listen(trackId: string, bytes: number, query = ''): Promise<Buffer> {
    const leave = new AbortController();
    const answer = await fetch(`${url}/stream/${encodeURIComponent(trackId)}${query}`, { signal: leave.signal });
    if (!answer.ok || !answer.body) throw new Error(await answer.text());
    const heard: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      heard.push(chunk);
      length += chunk.length;
      if (length >= bytes) break;
    }
    leave.abort();
    return Buffer.concat(heard);
  }

  const onAir = (): void => {
    const titles = new Map([[2, 'Night Ferry - Harbour Lights']]);
    const head = 'ICY 200 OK\r\nicy-name:Fake FM\r\nicy-metaint:2000\r\nContent-Type:audio/mpeg\r\n\r\n';
    station.answers.set('/live', { head, body: withIcyBlocks(mp3, 2_000, titles), then: stays });
    station.serve('/fake.pls', 'audio/x-scpls', `[playlist]\nFile1=${station.at('/live')}\n`);
  };

  it('is saved by its address, heard by twenty through one connection, and tells what it plays', async () => {
    onAir();
    const saved = await ask<Saved>('stations', { url: station.at('/fake.pls') });
    const heard = await Promise.all(Array.from({ length: 20 }, () => listen(saved.trackId, 40_000)));
    for (const bytes of heard) expect(mp3.includes(bytes.subarray(0, 40_000))).toBe(true);
    expect(station.paths.filter((path) => path === '/live')).toHaveLength(1);
    const live = await ask<{ name?: string; title?: { text?: string } }>(`live/${encodeURIComponent(saved.trackId)}`);
    expect(live).toMatchObject({ name: 'Fake FM' });
    expect(JSON.stringify(live)).toContain('Harbour Lights');
  });

  it('is converted where somebody asks for another format', async () => {
    onAir();
    const saved = await ask<Saved>('stations', { url: station.at('/live') });
    const aac = await listen(saved.trackId, 20_000, '?format=aac');
    expect(decodeLive(aac).length / 2 / 48_000).toBeGreaterThan(0.5);
  });

  it('plays what was saved while no directory answers, and says why it finds nothing', async () => {
    onAir();
    directory.lastingFault = 'dropped';
    const saved = await ask<Saved>('stations', { url: station.at('/live') });
    expect((await listen(saved.trackId, 20_000)).length).toBeGreaterThanOrEqual(20_000);
    await expect(ask('radio-directory?name=rock')).rejects.toThrow(/not reachable; saved stations still play/);
  });

  it('of the directory is found, saved under its name, and counted once it is heard', async () => {
    onAir();
    for (const known of directory.stations) if (known.stationuuid === ARROW) known.url = station.at('/live');
    const found = await ask<{ items: { id?: string; name: string }[] }>('radio-directory?name=arrow');
    expect(found.items.map(({ name }) => name)).toEqual(['Arrow Classic Rock']);
    const saved = await ask<Saved>('stations', { directoryId: ARROW });
    expect(saved).toMatchObject({ name: 'Arrow Classic Rock', trackId: `radio:${ARROW}` });
    const shown = { id: saved.trackId, kind: 'station', title: 'Arrow Classic Rock' };
    const top = { kind: 'station', id: saved.trackId };
    expect(await ask('search?q=rock')).toMatchObject({ top, tracks: [], stations: [shown] });
    await listen(saved.trackId, 20_000);
    await vi.waitFor(() => expect(directory.asked).toContain(`/json/url/${ARROW}`), PATIENT);
    await listen(saved.trackId, 20_000);
    expect(directory.asked.filter((path) => path.startsWith('/json/url/'))).toHaveLength(1);
  });

  it('that leads into the house is refused', async () => {
    const other = await new FakeStation().start();
    try {
      other.serve('/live', 'audio/mpeg', mp3);
      await expect(ask('stations', { url: other.at('/live') })).rejects.toThrow(/not on the internet/);
      expect(other.heads).toHaveLength(0);
    } finally {
      await other.stop();
    }
  });

  it('that ends and begins again goes on', async () => {
    onAir();
    const head = 'ICY 200 OK\r\nContent-Type:audio/mpeg\r\n\r\n';
    // What comes is never what came: a station that says the same over and over is told from one that breaks off.
    station.answers.set('/live', (times) => {
      const body = mp3.subarray((times - 1) * 20_000, times * 20_000);
      return { head, body, ...(times >= 3 && { then: stays }) };
    });
    const saved = await ask<Saved>('stations', { url: station.at('/live') });
    const heard = await listen(saved.trackId, 50_000);
    expect(heard.length).toBeGreaterThanOrEqual(50_000);
    expect(station.paths.filter((path) => path === '/live').length).toBeGreaterThanOrEqual(3);
  });
});
