import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Engine } from '../../src/sql/index.js';
import { FakeSource, type FakeMusic } from './fake-source.js';
import type { FakeRequest } from './fake-upstream.js';
import { openPaths, StreamingApp, type StreamingAppOptions } from './streaming-app.js';

/** Audio of a fixed sequence, another for each number. */
export function soundOf(number: number, sizeBytes: number): Buffer {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4));
  for (let i = 0; i < words.length; i++) words[i] = Math.imul(i + number, 2_654_435_761);
  return Buffer.from(words.buffer).subarray(0, sizeBytes);
}

/** Of the first byte that is asked for. */
export function firstByteAskedFor({ headers }: FakeRequest): number {
  return Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
}

/** Streams of a service on this machine whose tracks are `/stream/fake:…`, and what is kept of them. */
export class RemoteApp {
  private readonly clients: Socket[] = [];

  private constructor(
    readonly music: FakeMusic,
    readonly source: FakeSource,
    readonly app: StreamingApp,
  ) {}

  /** @param engine of the database */
  static async start(
    options: StreamingAppOptions = {},
    engine: Engine = 'sqlite',
    more: Parameters<typeof FakeSource.start>[1] = {},
  ): Promise<RemoteApp> {
    const { music, source } = await FakeSource.start(undefined, more);
    return new RemoteApp(music, source, await StreamingApp.start({ sources: [source], ...options }, engine));
  }

  get folder(): string {
    return join(this.app.home, 'cache/remote');
  }

  /** Names of the files that are kept. */
  get files(): string[] {
    return readdirSync(this.folder);
  }

  /** A client that takes the first bytes and no more. @param first of them */
  async listen(path: string, first = 0): Promise<Socket> {
    const client = connect({ port: this.app.port, host: '127.0.0.1' });
    this.clients.push(client);
    client.on('error', () => undefined);
    client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nRange: bytes=${first}-\r\n\r\n`);
    await once(client, 'readable');
    return client;
  }

  /** Nothing is fetched and nothing is open. */
  async settled(): Promise<void> {
    await vi.waitFor(() => {
      expect(this.music.open).toBe(0);
      expect(openPaths(join(this.app.home, 'cache'))).toEqual([]);
    }, 20_000);
  }

  /** Plays it from beginning to end. */
  async expectSound(path: string, content: Buffer): Promise<void> {
    const { status, body } = await this.app.get(path);
    expect([status, body.equals(content)]).toEqual([200, true]);
    await this.settled();
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.destroy();
    await this.app.remove();
    await this.music.stop();
  }
}
