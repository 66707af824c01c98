import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Every secret there is, by the name it has among systemd's credentials. */
export const SECRETS = {
  'database-password': 'Password of the PostgreSQL user.',
  'listenbrainz-token': 'User token of ListenBrainz, from the page of your profile there.',
  'lastfm-api-key': 'API key of Last.fm, from its page for API accounts.',
  'lastfm-shared-secret': 'Shared secret that belongs to the API key of Last.fm.',
  'lastfm-session-key': 'Session key of Last.fm; without it, connect Last.fm in the settings of the web app.',
} as const;
export type SecretName = keyof typeof SECRETS;

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

/** Reads secrets when they are needed: from the environment, from files, from systemd's credentials; never from YAML. */
export class Secrets {
  private readonly env: Environment;

  constructor(env: Environment) {
    this.env = { ...env };
  }

  find(name: SecretName): FoundSecret {
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

  /** Takes the secrets out of what child processes inherit. */
  hideFrom(env: NodeJS.ProcessEnv): void {
    for (const name of Object.keys(SECRETS)) Reflect.deleteProperty(env, secretVariable(name));
  }
}

function readSecret(file: string, source: string): FoundSecret {
  try {
    return { value: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const reason =
      { ENOENT: 'is not there', EACCES: 'may not be read', EISDIR: 'is a folder' }[code] ?? `failed (${code})`;
    return { warning: `The secret file ${file} (${source}) ${reason}.` };
  }
}
