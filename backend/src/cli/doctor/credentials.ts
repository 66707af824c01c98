import type { LoadedConfig } from '../../config/index.js';
import { SECRET_NAMES, SECRETS, secretVariable, type SecretName } from '../../config/secrets.js';
import { note, ok, warning, type Finding } from './finding.js';

/** Each secret that this configuration may want: whether it is there, never what it is. */
export function credentials({ config, secrets }: LoadedConfig): Finding[] {
  const { listenbrainz, lastfm } = config.scrobbling;
  const isWanted = (name: SecretName): boolean => {
    if (name.startsWith('database-')) return config.database.type === 'postgres';
    return name.startsWith('listenbrainz-') ? listenbrainz.enabled : lastfm.enabled;
  };
  return SECRET_NAMES.filter(isWanted).map((name) => {
    const { value, warning: vain } = secrets.find(name);
    if (value !== undefined) return ok(`Secret ${name}: set`);
    return vain === undefined ? note(notSet(name)) : warning(`Secret ${name}: not set. ${vain}`);
  });
}

function notSet(name: SecretName): string {
  const variable = secretVariable(name);
  const { description } = SECRETS[name];
  return `Secret ${name}: not set. ${description} Looked for in ${variable}, ${variable}_FILE and the credential ${name}.`;
}
