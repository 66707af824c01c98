import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestApp, type TestApp } from './test-app.js';

/** A track as the API tells of it. */
export interface HeardTrack {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly trackNumber?: number;
  readonly durationMs: number;
  readonly isMissing: boolean;
  readonly album: { readonly id: string; readonly title: string };
  readonly format?: { readonly codec: string; readonly mimeType: string };
}

/** The whole server over a folder of music that the spec fills. */
export class PartsApp {
  private constructor(
    readonly music: string,
    private readonly app: TestApp,
    private readonly url: string,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<PartsApp> {
    const music = mkdtempSync(join(tmpdir(), 'pyxis-parts-'));
    const app = await createTestApp({ flags: { 'sources.local.enabled': 'true', 'sources.local.paths': music }, env });
    await app.app.listen(0, '127.0.0.1');
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    return new PartsApp(music, app, `http://127.0.0.1:${port}`);
  }

  put(name: string, content: string | Buffer): string {
    const path = join(this.music, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Encodes sound with ffmpeg. @param source of `lavfi` */
  encode(name: string, source: string, options: readonly string[] = []): string {
    const path = join(this.music, name);
    mkdirSync(join(path, '..'), { recursive: true });
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...options, path]);
    return path;
  }

  remove(name: string): void {
    rmSync(join(this.music, name));
  }

  /** Scans, and waits for the end of it. */
  async scan(): Promise<void> {
    const { id } = await this.ask<{ id: string }>('POST', 'scans', {});
    for (;;) {
      const { state } = await this.ask<{ state: string }>('GET', `scans/${id}`);
      if (state === 'finished') return;
      if (state !== 'running') throw new Error(`The scan is ${state}.`);
      await sleep(20);
    }
  }

  /** All tracks of the library, as their albums have them. */
  async tracks(): Promise<HeardTrack[]> {
    const { items } = await this.ask<{ items: { id: string }[] }>('GET', 'albums?limit=200');
    const found: HeardTrack[] = [];
    for (const { id } of items) found.push(...(await this.albumTracks(id)));
    return found;
  }

  async albumTracks(id: string): Promise<HeardTrack[]> {
    const { discs } = await this.ask<{ discs: { tracks: HeardTrack[] }[] }>('GET', `albums/${id}`);
    return discs.flatMap(({ tracks }) => tracks);
  }

  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  stream(id: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    return fetch(`${this.url}/stream/${id}`, { headers, method });
  }

  /** What is heard of a track: samples of 16 bits. */
  async samples(id: string): Promise<Buffer> {
    const answer = await this.stream(id);
    if (!answer.ok) throw new Error(`The stream answers ${answer.status}: ${await answer.text()}`);
    return decoded(Buffer.from(await answer.arrayBuffer()));
  }

  async close(): Promise<void> {
    await this.app.remove();
    rmSync(this.music, { recursive: true, force: true });
  }
}

/** @param input a path, or the bytes of a file */
export function decoded(input: string | Buffer): Buffer {
  const from = typeof input === 'string' ? input : 'pipe:0';
  return execFileSync('ffmpeg', ['-v', 'error', '-i', from, '-f', 's16le', '-'], {
    maxBuffer: 2 ** 30,
    ...(typeof input !== 'string' && { input }),
  });
}
