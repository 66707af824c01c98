import { validateSync, type ValidationError } from 'class-validator';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Directories, findDirectories } from './directories.js';
import { readEnvironment } from './environment-layer.js';
import { Installation } from './installation.js';
import { findMusicFolder } from './music-folder.js';
import { PyxisConfig } from './pyxis.config.js';
import { KEYS } from './schema.js';
import { Secrets } from './secrets.js';
import { ConfigFault, type ConfigProblem } from './start-failure.js';
import { fromText, normalise, type LayerValue } from './values.js';
import { readYaml, type YamlLayer } from './yaml-layer.js';

/** What the configuration is made from. */
export interface ConfigInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--config`. */
  readonly configFile?: string;
  /** Other flags, by the path of their key. */
  readonly flags?: Readonly<Record<string, string>>;
}

export interface LoadedConfig {
  readonly config: PyxisConfig;
  readonly directories: Directories;
  readonly installation: Installation;
  readonly secrets: Secrets;
  /** For a person; nothing that keeps the server from starting. */
  readonly warnings: readonly string[];
  /** Where each key that is not at its default was set, by path. */
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Reads all layers, later ones winning: defaults, YAML file, environment, flags.
 * @throws ConfigFault with everything that is wrong
 */
export function loadConfig({ env, configFile, flags = {} }: ConfigInput): LoadedConfig {
  const file = findConfigFile(env, configFile);
  const yaml: YamlLayer = file === undefined ? { values: new Map(), problems: [] } : readConfigFile(file);
  const { values, warnings } = readEnvironment(env);
  const merged = new Map<string, LayerValue>([...yaml.values, ...values, ...flagLayer(flags)]);
  const config = assemble(merged);
  const problems = [...yaml.problems, ...judge(config, merged), ...judgeTogether(config, merged)];
  if (problems.length > 0) throw new ConfigFault(problems);

  const installation = new Installation();
  if (file !== undefined) installation.configFile = file;
  config.server.basePath = withSlashes(config.server.basePath);
  const { local } = config.sources;
  if (local.paths === undefined) {
    const music = findMusicFolder(env);
    installation.isDemo = local.enabled && music === undefined;
    local.paths = [music ?? installation.demoFolder];
  }
  const secrets = new Secrets(env);
  return {
    config,
    directories: findDirectories(env),
    installation,
    secrets,
    warnings: [...warnings, ...secrets.warnings()],
    origins: new Map([...merged].map(([path, { origin }]) => [path, origin])),
  };
}

function findConfigFile(env: ConfigInput['env'], flag: string | undefined): string | undefined {
  const named = flag ?? (env.PYXIS_CONFIG || undefined);
  if (named !== undefined) return resolve(named);
  const home = env.XDG_CONFIG_HOME || join(env.HOME ?? homedir(), '.config');
  return [join(home, 'pyxis/config.yaml'), '/etc/pyxis/config.yaml'].find((file) => existsSync(file));
}

function readConfigFile(file: string): YamlLayer {
  try {
    return readYaml(file, readFileSync(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const reason = { ENOENT: 'is not there', EACCES: 'may not be read by this user', EISDIR: 'is a folder' }[code];
    throw new ConfigFault([
      { origin: file, detail: `The configuration file ${reason ?? `cannot be read (${code})`}.` },
    ]);
  }
}

function flagLayer(flags: Readonly<Record<string, string>>): [string, LayerValue][] {
  return KEYS.flatMap(({ path, setting, flag }) => {
    const text = flags[path];
    return text === undefined ? [] : [[path, { value: fromText(text, setting), origin: `flag --${flag}` }]];
  });
}

function assemble(values: ReadonlyMap<string, LayerValue>): PyxisConfig {
  const config = new PyxisConfig();
  for (const { path, setting } of KEYS) {
    const given = values.get(path);
    if (!given) continue;
    const names = path.split('.');
    const name = names.pop() ?? path;
    let section = config as unknown as Record<string, unknown>;
    for (const above of names) section = section[above] as Record<string, unknown>;
    section[name] = normalise(given.value, setting);
  }
  return config;
}

/** What the checks of the classes say, with the place where each value was written. */
function judge(config: PyxisConfig, values: ReadonlyMap<string, LayerValue>): ConfigProblem[] {
  const faulty = new Set(validateSync(config).flatMap((error) => faultyPaths(error, [])));
  return KEYS.filter(({ path }) => faulty.has(path)).map(({ path, setting }) => ({
    origin: values.get(path)?.origin ?? 'default',
    key: path,
    detail: `Found ${show(values.get(path)?.value)}, allowed is ${setting.allowed}.`,
  }));
}

function faultyPaths({ property, children, constraints }: ValidationError, above: readonly string[]): string[] {
  const path = [...above, property];
  return [...(constraints ? [path.join('.')] : []), ...(children ?? []).flatMap((child) => faultyPaths(child, path))];
}

/** Before the host, or as a parameter. */
const PASSWORD_IN_ADDRESS = /^[^/]*\/\/[^/@:]*:[^/@]*@|[?&]password=/i;

/** What only shows when several keys are looked at. */
function judgeTogether({ database }: PyxisConfig, values: ReadonlyMap<string, LayerValue>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const { origin = 'default' } = values.get('database.url') ?? {};
  if (database.type === 'postgres' && database.url === undefined) {
    const typeOrigin = values.get('database.type')?.origin ?? 'default';
    problems.push({
      origin: typeOrigin,
      key: 'database.type',
      detail: 'A database of type postgres needs database.url.',
    });
  }
  if (typeof database.url === 'string' && PASSWORD_IN_ADDRESS.test(database.url)) {
    const detail =
      'The address carries a password. Leave it out and set PYXIS_DATABASE_PASSWORD or PYXIS_DATABASE_PASSWORD_FILE.';
    problems.push({ origin, key: 'database.url', detail });
  }
  return problems;
}

const MAX_SHOWN = 80;

/** A value as a person wrote it, short; passwords inside addresses are left out. */
function show(value: unknown): string {
  const text = JSON.stringify(value).replaceAll(/(\/\/[^/@:]*):[^/@]*@/g, '$1:…@');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function withSlashes(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
