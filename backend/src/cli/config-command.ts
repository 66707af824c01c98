import type { LoadedConfig } from '../config/load-config.js';
import { configExample } from '../config/example.js';
import { configSchema } from '../config/json-schema.js';
import { nixSettings } from '../config/nix-settings.js';
import { configReference } from '../config/reference.js';
import { KEYS } from '../config/schema.js';
import { SECRETS } from '../config/schema.js';
import { StartFailure } from '../config/start-failure.js';
import { formatSize } from '../config/values.js';
import { configOf, EXIT_USAGE, type Call } from './arguments.js';

/**
 * `pyxis config check|print`; `schema`, `reference`, `example` and `nix` print what `npm run generate` writes.
 * @throws ConfigFault with everything that is wrong
 */
export function configCommand(call: Call): Promise<number> {
  const [, task = 'check'] = call.command;
  const text = { check, print, schema, reference, example: configExample, nix }[task];
  if (!text) throw new StartFailure('Usage: pyxis config check, or pyxis config print [--json]', EXIT_USAGE);
  process.stdout.write(`${text(call)}\n`);
  return Promise.resolve(0);
}

function check(call: Call): string {
  const { installation, warnings } = configOf(call);
  const file = installation.configFile ?? 'no file: the defaults are in force';
  return [`The configuration is fine (${file}).`, ...warnings].join('\n');
}

function print(call: Call): string {
  const loaded = configOf(call);
  const values = KEYS.map(({ path, setting }) => {
    const value = valueAt(loaded, path);
    return { path, value: setting.kind === 'size' ? formatSize(Number(value)) : maskSecrets(value) };
  });
  if (call.switches.has('json')) {
    const entries = values.filter(({ value }) => value !== undefined).map(({ path, value }) => [path, value]);
    return JSON.stringify(Object.fromEntries(entries), undefined, 2);
  }
  const lines = values.map(({ path, value }) => {
    const origin = loaded.origins.get(path) ?? 'default';
    return `${path}: ${value === undefined ? '' : JSON.stringify(value)}  # ${origin}`;
  });
  const secrets = SECRETS.map(({ name }) => {
    const { value, warning } = loaded.secrets.find(name);
    return `# secret ${name}: ${value === undefined ? (warning ?? 'not set') : 'set (not shown)'}`;
  });
  const { data, cache, state } = loaded.directories;
  return [...lines, ...secrets, `# folders: data ${data}, cache ${cache}, state ${state}`].join('\n');
}

function schema(): string {
  return JSON.stringify(configSchema(), undefined, 2);
}

function nix(): string {
  return JSON.stringify(nixSettings(), undefined, 2);
}

function reference(): string {
  return configReference().trimEnd();
}

function valueAt({ config }: LoadedConfig, path: string): unknown {
  let value: unknown = config;
  for (const name of path.split('.')) value = (value as Readonly<Record<string, unknown>>)[name];
  return value;
}

/** Addresses may carry a password as a query parameter, which no rule for keys would catch. */
function maskSecrets(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/((?:password|token|secret)=)[^&]*/gi, '$1…') : value;
}
