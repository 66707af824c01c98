import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeclaredSecret, NAMED_SECRETS, SECRETS } from './schema.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A secret as it was found. */
export interface FoundSecret {
  readonly value?: string;
  /** Where it was looked for in vain; without any secret in it. */
  readonly warning?: string;
}

/** `PYXIS_DATABASE_PASSWORD` for `database-password`. */
export function secretVariable(name: string): string {
  return `PYXIS_${name.replaceAll('-', '_').toUpperCase()}`;
}

/** Whether a variable is that of a secret that somebody has named, or of its file. */
export function isNamedSecret(variable: string): boolean {
  return NAMED_SECRETS.some(({ prefix }) => variable.startsWith(`${secretVariable(prefix)}_`));
}

/** Reads secrets when they are needed: from the environment, from files, from systemd's credentials; never from YAML. */
export class Secrets {
  private readonly env: Environment;

  constructor(env: Environment) {
    this.env = { ...env };
  }

  /** @param name one that a section declares */
  find(name: string): FoundSecret {
    if (!isDeclaredSecret(name)) throw new Error(`No section declares the secret ${name}.`);
    const variable = secretVariable(name);
    const direct = this.env[variable];
    if (direct !== undefined && direct !== '') return { value: direct };
    const named = this.env[`${variable}_FILE`];
    if (named !== undefined && named !== '') return readSecret(named, `${variable}_FILE`);
    const folder = this.env.CREDENTIALS_DIRECTORY;
    if (folder === undefined) return {};
    const found = readSecret(join(folder, name), 'CREDENTIALS_DIRECTORY');
    // The folder is there for other credentials, too: one that is not in it was simply not given.
    return found.value === undefined ? {} : found;
  }

  /** One for each secret that was named and cannot be had; without any secret in it. */
  warnings(): string[] {
    return SECRETS.flatMap(({ name }) => this.find(name).warning ?? []);
  }

  /** Takes the secrets out of what child processes inherit. */
  hideFrom(env: NodeJS.ProcessEnv): void {
    for (const { name } of SECRETS) Reflect.deleteProperty(env, secretVariable(name));
    for (const variable of Object.keys(env)) if (isNamedSecret(variable)) Reflect.deleteProperty(env, variable);
  }
}

function readSecret(file: string, source: string): FoundSecret {
  try {
    const value = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (value !== '') return { value };
    // A unit that loads a credential and sets an empty one as its fallback starts without the file.
    return { warning: `The secret file ${file} (${source}) is empty, or what the service loads it from is missing.` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const reason =
      { ENOENT: 'is not there', EACCES: 'may not be read', EISDIR: 'is a folder' }[code] ?? `failed (${code})`;
    return { warning: `The secret file ${file} (${source}) ${reason}.` };
  }
}
