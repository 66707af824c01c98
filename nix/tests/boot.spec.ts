import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addReleaseFiles } from '../../scripts/support/release-files.mjs';
import { stage, stageNode } from '../../scripts/support/stage.mjs';
import { borrowedTools } from './support/borrowed-tools.js';
import { Container, type Machine } from './support/container.js';
import { debianRoot } from './support/debian-root.js';
import { hasNix, nixos, wrapper } from './support/nix.js';
import { Service } from './support/service.js';

const ROOT = resolve(import.meta.dirname, '../..');
/** Large, so always in the same place: what a run that was cut short leaves, the next one removes. */
const RELEASE = join(ROOT, 'node_modules/.cache/pyxis/release');
const TOKEN = 'not-for-everybody-0123';
const TOKEN_FILE = '/etc/pyxis/secrets/listenbrainz-token';
const MISSING_FILE = '/etc/pyxis/secrets/gone';
/** Where nobody answers. */
const NOWHERE = 'http://127.0.0.1:9';
const NOBODY = 65_534;
/** systemd.exec(5), DynamicUser=: the users that systemd hands out. */
const DYNAMIC_USERS = { first: 61_184, last: 65_519 };
const STATE = '/var/lib/private/pyxis';
const OWN_FOLDERS = ['/var/cache/private/pyxis', STATE, '/var/log/private/pyxis'];
const PRIVATE_FOLDERS = ['/tmp', '/var/tmp'];
const PROBE = '/usr/local/lib/sandbox-probe.mjs';
const REPORT = '/var/log/private/pyxis/probe.json';
const AS_A_BROWSER = { headers: { accept: 'text/html' } };
const READY = 'Pyxis is ready at';

const lower = debianRoot();
const [base, skipped] = 'path' in lower ? [lower.path, ''] : ['', `, skipped: ${lower.absent}`];

interface Page {
  readonly items: readonly { readonly id: string }[];
}

describe.skipIf(skipped !== '')(`a service in a container under systemd${skipped}`, () => {
  beforeAll(() => {
    execFileSync(process.execPath, [join(ROOT, 'scripts/ensure-built.mjs'), 'backend', 'frontend']);
    rmSync(RELEASE, { recursive: true, force: true });
    stage(RELEASE);
    addReleaseFiles(RELEASE, { version: '0.0.0', ...stageNode(RELEASE) });
  });

  afterAll(() => {
    rmSync(RELEASE, { recursive: true, force: true });
  });

  /** On a Debian with nothing of ours but what the release has, as docs/install/debian.md says. */
  const debian = (): Machine => ({
    unit: readFileSync(join(RELEASE, 'systemd/pyxis.service'), 'utf8'),
    files: {
      '/etc/pyxis/config.yaml': readFileSync(join(RELEASE, 'config.yaml'), 'utf8'),
      '/etc/systemd/system/pyxis.service.d/override.conf': `[Service]
Environment=PYXIS_SCROBBLING_LISTENBRAINZ_BASE_URL=${NOWHERE}
LoadCredential=listenbrainz-token:${TOKEN_FILE}
Environment=PYXIS_LISTENBRAINZ_TOKEN_FILE=%d/listenbrainz-token
SetCredential=listenbrainz-token:\\n
LoadCredential=lastfm-api-key:${MISSING_FILE}
Environment=PYXIS_LASTFM_API_KEY_FILE=%d/lastfm-api-key
SetCredential=lastfm-api-key:\\n
`,
    },
    secrets: { [TOKEN_FILE]: `${TOKEN}\n` },
    links: { '/opt/pyxis': 'pyxis-0.0.0' },
    binds: { '/opt/pyxis-0.0.0': RELEASE },
  });

  /**
   * As the module writes it, with music in a home and on a disk that is not mounted. The program is the wrapper that Nix
   * makes, around the release.
   */
  const module = (): Machine => {
    const { unit, yaml } = nixos(`
      enable = true;
      sources.local.paths = [ "/home/ada/Music" "/mnt/disk" ];
      scrobbling.listenbrainz = { baseUrl = "${NOWHERE}"; tokenFile = "${TOKEN_FILE}"; };
      scrobbling.lastfm.apiKeyFile = "${MISSING_FILE}";
    `);
    return {
      unit: unit.replace(/^ExecStart=\S+/m, 'ExecStart=/opt/pyxis/bin/pyxis'),
      files: {
        '/etc/pyxis/config.yaml': yaml,
        '/opt/pyxis/bin/pyxis': wrapper('/opt/pyxis', '/opt/pyxis/lib/pyxis/node'),
      },
      secrets: { [TOKEN_FILE]: `${TOKEN}\n` },
      binds: { '/opt/pyxis/lib/pyxis': RELEASE, '/home/ada/Music': join(RELEASE, 'demo') },
    };
  };

  describe('from the release', () => behavesWell(debian));
  describe.skipIf(!hasNix)('from the NixOS module', () => behavesWell(module));
});

/** What must hold of a machine with a token, an API key that is missing, and the demo library for music. */
function behavesWell(machine: () => Machine): void {
  let container: Container;
  let service: Service;

  beforeAll(async () => {
    container = new Container(base, machine());
    service = new Service(container);
    const probe = readFileSync(join(import.meta.dirname, 'support/sandbox-probe.mjs'), 'utf8');
    container.lay({ files: { [PROBE]: probe } });
    await container.boot();
    await service.mustRun();
  });

  afterAll(() => container.remove());

  const read = async <Answer>(path: string): Promise<Answer> => {
    return JSON.parse((await container.ask(path)).body.toString()) as Answer;
  };
  const firstOf = async (path: string): Promise<string> => (await read<Page>(`${path}?limit=1`)).items[0]!.id;
  const messages = async (): Promise<string[]> => (await container.journal()).map(({ MESSAGE }) => MESSAGE);
  /** What the program itself said. */
  const lines = async (): Promise<string[]> => {
    const own = (await container.journal()).filter(({ _TRANSPORT }) => _TRANSPORT === 'stdout');
    return own.map(({ MESSAGE }) => MESSAGE);
  };
  const userId = async (): Promise<number> => Number((await service.status()).Uid!.split('\t')[0]);
  const expectReady = async (): Promise<void> => {
    expect((await container.ask('/readyz')).status).toBe(200);
  };

  it('is active and listens once the machine is up', async () => {
    expect(await service.show('ActiveState', 'SubState', 'NRestarts')).toEqual({
      ActiveState: 'active',
      SubState: 'running',
      NRestarts: '0',
    });
    await expectReady();
  });

  it.each(['/', '/search', '/history'])('serves the web app at %s', async (path) => {
    const { status, headers, body } = await container.ask(path, AS_A_BROWSER);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body.toString()).toContain('<px-root');
  });

  it('has no page for what the API does not know', async () => {
    const { status, headers } = await container.ask('/api/x', AS_A_BROWSER);
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it('plays a track, and a part of it', async () => {
    expect((await container.run('/opt/pyxis/bin/pyxis', 'scan')).stdout).toContain('Scan finished');
    const path = `/stream/${await firstOf('/api/v1/tracks')}`;
    const whole = await container.ask(path);
    expect([whole.status, whole.headers['content-length']]).toEqual([200, String(whole.body.length)]);
    const part = await container.ask(path, { headers: { range: 'bytes=1000-1999' } });
    expect(part.status).toBe(206);
    expect(part.body.equals(whole.body.subarray(1000, 2000))).toBe(true);
  });

  it('says that it cannot convert without ffmpeg', async () => {
    const { status, body } = await container.ask(`/stream/${await firstOf('/api/v1/tracks')}?format=opus`);
    expect(status).toBe(501);
    expect(body.toString()).toContain('needs ffmpeg, which was not found');
  });

  it('runs as a user of its own, without rights, with a filter on what it may call', async () => {
    const status = await service.status();
    const ids = new Set([...status.Uid!.split('\t'), ...status.Gid!.split('\t')].map(Number));
    expect([...ids]).toEqual([await userId()]);
    expect(await userId()).toBeGreaterThanOrEqual(DYNAMIC_USERS.first);
    expect(await userId()).toBeLessThanOrEqual(DYNAMIC_USERS.last);
    expect(status).toMatchObject({ NoNewPrivs: '1', Seccomp: '2' });
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(status[set]).toMatch(/^0+$/);
  });

  it('has folders for its state, cache and logs that nobody else enters', async () => {
    for (const folder of OWN_FOLDERS) {
      const { mode, uid } = statSync(container.path(folder));
      expect([folder, (mode & 0o7777).toString(8), uid]).toEqual([folder, '700', await userId()]);
      const { stdout } = await container.run('readlink', '-f', folder.replace('private/', ''));
      expect(stdout).toBe(`${folder}\n`);
    }
    expect(readdirSync(container.path(STATE))).toContain('pyxis.db');
  });

  it('reads its secret, which nobody else can', async () => {
    const { services } = await read<{ services: unknown[] }>('/api/v1/scrobbling');
    const isOn = { id: 'listenbrainz', state: expect.not.stringMatching(/^off$/) as string };
    expect(services).toContainEqual(expect.objectContaining(isOn));
    const secret = '/run/credentials/pyxis.service/listenbrainz-token';
    expect((await container.run('cat', secret)).stdout).toBe(`${TOKEN}\n`);
    const other = await container.runAs(NOBODY, 'cat', secret);
    expect(other).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('Permission denied') as string,
    });
    for (const file of ['environ', 'cmdline']) {
      const text = readFileSync(container.path(`/proc/${await service.processId()}/${file}`), 'utf8');
      expect(text).toContain('pyxis');
      expect(text).not.toContain(TOKEN);
    }
  });

  it('starts without a secret that is missing, and warns', async () => {
    const warning = (await lines()).find((line) => line.includes('"level":"warn"') && line.includes('LASTFM_API_KEY'));
    expect(warning).toContain('is empty, or what the service loads it from is missing');
  });

  it('starts again when it is killed', async () => {
    expect(await service.show('Restart', 'RestartUSec')).toEqual({ Restart: 'on-failure', RestartUSec: '5s' });
    onTestFinished(() => service.override(undefined));
    await service.override('RestartSec=0');
    const before = await service.processId();
    await service.startsAgainAfter(() => service.kill('KILL'));
    expect(await service.processId()).not.toBe(before);
    await expectReady();
  });

  it('is killed and starts again when it hangs', async () => {
    onTestFinished(() => service.override(undefined));
    await service.override('WatchdogSec=1\nRestartSec=0');
    await service.restart();
    await service.startsAgainAfter(() => service.kill('STOP'));
    expect(await messages()).toContain('pyxis.service: Watchdog timeout (limit 1s)!');
    await expectReady();
  });

  it('stays down after five starts in a minute that failed, until a person steps in', async () => {
    expect(await service.show('StartLimitIntervalUSec', 'StartLimitBurst')).toEqual({
      StartLimitIntervalUSec: '1min',
      StartLimitBurst: '5',
    });
    onTestFinished(() => service.override(undefined));
    await service.override('ExecStart=\nExecStart=/bin/false\nRestartSec=0');
    await service.fail();
    await container.journalUntil((entries) => {
      return entries.some(({ MESSAGE }) => MESSAGE === 'pyxis.service: Start request repeated too quickly.');
    });
    expect(await service.show('ActiveState', 'NRestarts')).toEqual({ ActiveState: 'failed', NRestarts: '5' });
    await service.override(undefined);
    await service.restart();
    await expectReady();
  });

  it('ends in good order, and keeps what it was told over a start and over a boot', async () => {
    await service.restart();
    const album = `/api/v1/albums/${await firstOf('/api/v1/albums')}`;
    const headers = { 'content-type': 'application/json' };
    const edit = { method: 'PATCH', headers, body: JSON.stringify({ title: 'As heard from the pier' }) };
    expect((await container.ask(album, edit)).status).toBe(200);

    await service.stop();
    expect(await service.show('ActiveState', 'Result', 'ExecMainCode', 'ExecMainStatus')).toEqual({
      ActiveState: 'inactive',
      Result: 'success',
      // CLD_EXITED: by itself, not by a signal.
      ExecMainCode: '1',
      ExecMainStatus: '0',
    });
    // A database that was closed in good order has no write-ahead log.
    expect(readdirSync(container.path(STATE)).filter((name) => name.endsWith('-wal'))).toEqual([]);

    await service.restart();
    expect(await read(album)).toMatchObject({ title: 'As heard from the pier' });
    expect((await messages()).join('\n')).not.toContain(TOKEN);
    await container.reboot();
    expect(await read(album)).toMatchObject({ title: 'As heard from the pier' });
  });

  it('writes JSON to the journal, without its secret', async () => {
    const written = await lines();
    expect(written.join('\n')).toContain(READY);
    expect(written.join('\n')).not.toContain(TOKEN);
    for (const line of written) expect(JSON.parse(line)).toMatchObject({ level: expect.any(String) as string });
  });

  describe('with ffmpeg and yt-dlp, which the machine got meanwhile', () => {
    const tools = borrowedTools();
    let report: Readonly<Record<string, unknown>>;

    beforeAll(async () => {
      await container.reboot(tools);
      const node = (await container.run('readlink', `/proc/${await service.processId()}/exe`)).stdout.trim();
      // Part of the unit, so in the same sandbox; the large folders that are read-only as a whole are not searched.
      const unsearched = [...Object.keys(tools.binds ?? {}), ...Object.keys(machine().binds ?? {})].join(':');
      await service.override(`ExecStartPost=${node} ${PROBE} ${REPORT} ${unsearched}`);
      await service.restart();
      report = JSON.parse(readFileSync(container.path(REPORT), 'utf8')) as typeof report;
    });

    it('can write to its own folders and nowhere else', () => {
      expect(report.writable).toEqual([...PRIVATE_FOLDERS, ...OWN_FOLDERS].sort());
    });

    it('sees no process but its own', async () => {
      const { stdout } = await container.run('cat', '/sys/fs/cgroup/system.slice/pyxis.service/cgroup.procs');
      expect(stdout).toContain(String(await service.processId()));
      expect(report.processes).toEqual([expect.stringMatching(/\/node$/)]);
    });

    it('cannot get rights', () => {
      expect(report.setUserId).toBe('EPERM');
      expect(report.mount).toContain('must be superuser');
      expect(report.namespace).toContain('Operation not permitted');
    });

    it.skipIf(!tools.names.includes('ffmpeg'))('converts a track', async () => {
      const { status, headers, body } = await container.ask(`/stream/${await firstOf('/api/v1/tracks')}?format=opus`);
      expect([status, headers['content-type']]).toEqual([200, 'audio/ogg; codecs=opus']);
      expect(body.subarray(0, 4).toString()).toBe('OggS');
    });

    it.skipIf(!tools.names.includes('yt-dlp'))('downloads with yt-dlp, which converts with ffmpeg', () => {
      expect(report.download).toBe('done');
    });
  });
}
