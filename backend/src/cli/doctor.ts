import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { StartFailure, type Directories, type LoadedConfig, type ServerConfig } from '../config/index.js';
import { isInUse, openDatabase, sqliteFile } from '../database/index.js';
import { probeTranscoder } from '../health/index.js';
import { configOf, type Call } from './arguments.js';
import { findRunningServer } from './running-server.js';

/** What was looked at, and how it is. A warning does not keep the server from doing its work. */
interface Finding {
  readonly state: 'ok' | 'warning' | 'fault';
  readonly text: string;
}

const MARKS = { ok: '✓', warning: '!', fault: '✗' } as const;

/** Looks at everything the server depends on and says in words how it is. @returns 1 when something is at fault */
export async function doctor(call: Call): Promise<number> {
  const loaded = configOf(call);
  const { config, installation, directories, warnings } = loaded;
  const server = await findRunningServer(config.server);
  const findings: Finding[] = [
    ok(`Pyxis ${installation.version} on Node ${process.versions.node}, ${process.platform}-${process.arch}`),
    ok(`Configuration: ${installation.configFile ?? 'no file, the defaults are in force'}`),
    ...warnings.map(warning),
    ...checkDirectories(directories),
    await checkDatabase(loaded),
    server === undefined
      ? await checkPort(config.server)
      : ok(`Port ${config.server.port}: a Pyxis is running at ${server}`),
    await checkTranscoder(),
    ...checkMusic(loaded),
  ];
  for (const { state, text } of findings) console.log(`${MARKS[state]} ${text}`);
  return findings.some(({ state }) => state === 'fault') ? 1 : 0;
}

const ok = (text: string): Finding => ({ state: 'ok', text });
const warning = (text: string): Finding => ({ state: 'warning', text });
const fault = (text: string): Finding => ({ state: 'fault', text });

function checkDirectories({ data, cache, state }: Directories): Finding[] {
  return Object.entries({ Data: data, Cache: cache, State: state }).map(([name, folder]) => {
    const nearest = nearestExisting(folder);
    if (!statSync(nearest).isDirectory()) return fault(`${name} folder: ${nearest} is a file, not a folder.`);
    try {
      accessSync(nearest, constants.W_OK | constants.X_OK);
    } catch {
      return fault(`${name} folder: ${folder} cannot be written. Make ${nearest} writable for this user.`);
    }
    return ok(`${name} folder: ${folder}${nearest === folder ? '' : ' (will be made)'}`);
  });
}

function nearestExisting(folder: string): string {
  return statSync(folder, { throwIfNoEntry: false }) ? folder : nearestExisting(dirname(folder));
}

async function checkDatabase({ config, directories, secrets }: LoadedConfig): Promise<Finding> {
  if (config.database.type === 'sqlite') {
    const file = sqliteFile(config.database, directories);
    if (!statSync(file, { throwIfNoEntry: false })) return ok(`Database: ${file} (will be made)`);
    if (isInUse(file)) return ok(`Database: ${file}, in use by a running Pyxis`);
  }
  try {
    const { database, close } = await openDatabase(config.database, directories, secrets);
    const where = database.file ?? 'PostgreSQL';
    await close();
    return ok(`Database: ${where}`);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return fault(`Database: ${error.message}`);
  }
}

async function checkPort({ hostname, port }: ServerConfig): Promise<Finding> {
  const probe = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    probe.listen(port, hostname, () => resolve(undefined));
  });
  probe.close();
  if (code === undefined) return ok(`Port ${port} on ${hostname} is free`);
  const reason = { EADDRINUSE: 'is taken by another program', EACCES: 'may not be used by this user' }[code];
  return fault(`Port ${port} on ${hostname} ${reason ?? `cannot be used (${code})`}. Choose another with server.port.`);
}

async function checkTranscoder(): Promise<Finding> {
  const { isAvailable, version, reason } = await probeTranscoder();
  return isAvailable ? ok(`ffmpeg ${version ?? ''}`) : warning(`ffmpeg: ${reason ?? 'not available'}`);
}

function checkMusic({ config, installation }: LoadedConfig): Finding[] {
  const { enabled, paths = [] } = config.sources.local;
  if (!enabled) return [warning('Your own files: switched off (sources.local.enabled)')];
  if (installation.isDemo) {
    return [warning('Your own files: no music folder is set, the demo library plays. Set sources.local.paths.')];
  }
  return paths.map((folder) => {
    try {
      const isEmpty = readdirSync(folder).length === 0;
      return isEmpty
        ? warning(`Music folder: ${folder} is empty. Is the disk mounted?`)
        : ok(`Music folder: ${folder}`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      const reason = { ENOENT: 'is not there. Is the disk mounted?', EACCES: 'may not be read by this user.' }[code];
      return warning(`Music folder: ${folder} ${reason ?? `cannot be read (${code}).`}`);
    }
  });
}
