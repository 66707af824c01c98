import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningProgram } from '../../backend/test/support/program.js';
import { InstalledRelease, makeRelease } from './support/installed-release.js';

const AS_A_BROWSER = { headers: { Accept: 'text/html' } };

describe('the release', () => {
  let release: InstalledRelease;

  beforeAll(() => {
    release = new InstalledRelease();
  });

  afterAll(() => {
    release.remove();
  });

  const files = (): string[] => {
    return readdirSync(release.root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(release.root.length + 1))
      .sort();
  };
  const sums = (): string[] => {
    const lines = readFileSync(join(release.root, 'SHA256SUMS'), 'utf8').trim().split('\n');
    return lines.map((line) => line.replace(/^[\da-f]{64} {2}/, ''));
  };
  const check = (folder: string, list: string): void => {
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', list], { cwd: folder, stdio: 'pipe' });
  };

  it('has the checksum of every file', () => {
    expect(sums()).toEqual(files().filter((file) => file !== 'SHA256SUMS'));
    check(release.root, 'SHA256SUMS');
  });

  it('is the same, byte for byte, when it is made again', () => {
    const again = makeRelease(join(release.scratch, 'again'));
    const first = readdirSync(join(release.scratch, 'release')).find((file) => file.endsWith('.sha256'));
    // The sum of the first beside the second archive.
    check(dirname(again), join('../release', first ?? 'the checksum'));
  });

  it('brings nothing of what only building needs', () => {
    expect(files().filter((file) => /^node_modules\/(?:typescript|vitest|@angular|node-linux)/.test(file))).toEqual([]);
  });

  it('says what it is for where it cannot run', async () => {
    const tries = [
      ['uname', '[ "$1" = -s ] && echo Linux || echo riscv64', 'this machine is Linux-riscv64. Make one there'],
      ['getconf', 'echo glibc 2.31', 'or newer; this machine has glibc 2.31.'],
      ['getconf', 'exit 1', 'this machine has no glibc.'],
    ] as const;
    for (const [program, script, answer] of tries) {
      const { code, output } = await release.run(['--version'], release.pretend(program, script));
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(answer) as string });
    }
  });

  it('understands the configuration that it brings, and sets nothing with it', async () => {
    const { code, output } = await release.run(['config', 'check', '--config', join(release.root, 'config.yaml')]);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^The configuration is fine/) as string,
    });
  });

  it('tells what is missing', async () => {
    const { code, output } = await release.run(['doctor', '--port', '0']);
    expect(output).toMatch(/^! ffmpeg /m);
    expect(output).toContain(`✓ Data folder: ${join(release.scratch, 'state')}`);
    expect(code).toBe(0);
  });

  describe('running', () => {
    let server: RunningProgram;

    beforeAll(async () => {
      server = await release.serve();
    });

    afterAll(async () => {
      await server.stop('SIGKILL');
    });

    const get = (path: string, options?: RequestInit): Promise<Response> => fetch(new URL(path, server.url), options);

    it.each(['', 'search', 'history'])('gives the web app for /%s', async (path) => {
      const answer = await get(path, AS_A_BROWSER);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<px-root');
    });

    it.each(['api/v1/nothing', 'api/nothing', 'stream/nothing'])('knows no /%s', async (path) => {
      const answer = await get(path, AS_A_BROWSER);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).not.toContain('html');
    });

    it('describes its interface', async () => {
      expect((await get('api/docs')).status).toBe(200);
      expect((await get('api/openapi.json')).status).toBe(200);
    });

    it('finds the music that it brings', async () => {
      const { hostname, port } = new URL(server.url);
      const scan = await release.run(['scan', '--hostname', hostname, '--port', port]);
      expect(scan.output).toContain('Scan finished');
    });

    it('plays it', async () => {
      const { items } = (await (await get('api/v1/tracks')).json()) as { items: { id: string }[] };
      const audio = await get(`stream/${items[0]?.id}`);
      expect(audio.headers.get('content-type')).toMatch(/^audio\//);
      const { byteLength } = await audio.arrayBuffer();
      expect(byteLength).toBeGreaterThan(0);
      expect(byteLength).toBe(Number(audio.headers.get('content-length')));
    });

    it('resizes the covers', async () => {
      const { items } = (await (await get('api/v1/albums')).json()) as { items: { artworkId?: string }[] };
      const artworkId = items.find((album) => album.artworkId !== undefined)?.artworkId;
      const cover = await get(`art/${artworkId}?size=96`, { headers: { Accept: 'image/webp' } });
      expect(cover.headers.get('content-type')).toBe('image/webp');
    });

    it('is ready, ends when it is asked to, and has written nothing of its own', async () => {
      expect((await get('readyz')).status).toBe(200);
      const { code, output } = await server.stop();
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Stopping (SIGTERM).') as string });
      expect(files().filter((file) => file !== 'SHA256SUMS')).toEqual(sums());
      check(release.root, 'SHA256SUMS');
    });
  });
});
