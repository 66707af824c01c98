import type { LoadedConfig } from '../../config/index.js';
import { configOf, type Call } from '../arguments.js';
import { credentials } from './credentials.js';
import { database } from './database.js';
import { examine, type Probe } from './examination.js';
import { ok, warning, type Finding } from './finding.js';
import { musicFolder, ownFolders, withoutMusicFolder } from './folders.js';
import { port } from './port.js';
import { ffmpeg, ytDlp } from './programs.js';
import { services } from './services.js';

/** yt-dlp takes seconds to start on a small machine. */
const LIMIT_MS = 15_000;
/** As a shell has it: ended by SIGINT. */
const EXIT_INTERRUPTED = 130;
/** What does not let itself be stopped gets this long to end. */
const GRACE_MS = 1_000;

const MARKS: Readonly<Record<Finding['state'], string>> = { ok: '✓', note: '–', warning: '!', fault: '✗' };

/**
 * Looks at everything the server depends on and says in words how it is; changes nothing.
 * @returns 1 when something keeps the server from starting
 */
export async function doctor(call: Call): Promise<number> {
  const loaded = configOf(call);
  // What is started here need not know them.
  loaded.secrets.hideFrom(process.env);
  const asked = new AbortController();
  process.once('SIGINT', () => asked.abort()).once('SIGTERM', () => asked.abort());

  let hasFault = false;
  for await (const { state, text } of examine(probesOf(loaded), asked.signal, LIMIT_MS)) {
    console.log(`${MARKS[state]} ${text}`);
    hasFault ||= state === 'fault';
  }
  // A disk that hangs would hold the process for ever.
  setTimeout(() => process.exit(), GRACE_MS).unref();
  return asked.signal.aborted ? EXIT_INTERRUPTED : Number(hasFault);
}

function probesOf(loaded: LoadedConfig): Probe[] {
  const { config, directories } = loaded;
  return [
    {
      subject: 'Installation',
      silence: 'fault',
      look: () => [...describeInstallation(loaded), ...credentials(loaded)],
    },
    ...ownFolders(directories),
    database(loaded),
    port(config.server),
    services(loaded),
    ffmpeg,
    ytDlp(config.sources.ytmusic.ytDlp),
    ...music(loaded),
  ];
}

function music({ config, installation }: LoadedConfig): Probe[] {
  const { enabled, paths = [] } = config.sources.local;
  if (enabled && !installation.isDemo) return paths.map(musicFolder);
  return [{ subject: 'Music', silence: 'warning', look: () => [withoutMusicFolder(enabled)] }];
}

function describeInstallation({ installation, secrets, warnings }: LoadedConfig): Finding[] {
  // Told with each secret.
  const ofSecrets = new Set(secrets.warnings());
  return [
    ok(`Pyxis ${installation.version} on Node ${process.versions.node}, ${process.platform}-${process.arch}`),
    ok(`Configuration: ${installation.configFile ?? 'no file, the defaults are in force'}`),
    ...warnings.filter((text) => !ofSecrets.has(text)).map(warning),
  ];
}
