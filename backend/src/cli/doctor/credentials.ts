import type { LoadedConfig } from '../../config/index.js';
import { SECRETS, sectionOf, type PlacedSecret } from '../../config/schema.js';
import { secretVariable } from '../../config/secrets.js';
import { note, ok, warning, type Finding } from './finding.js';

/** Each secret that this configuration may want: whether it is there, never what it is. */
export function credentials({ config, secrets }: LoadedConfig): Finding[] {
  return SECRETS.filter(({ section, isWanted }) => isWanted(sectionOf(config, section))).map((secret) => {
    const { name } = secret;
    const { value, warning: vain } = secrets.find(name);
    if (value !== undefined) return ok(`Secret ${name}: set`);
    return vain === undefined ? note(notSet(secret)) : warning(`Secret ${name}: not set. ${vain}`);
  });
}

function notSet({ name, description }: PlacedSecret): string {
  const variable = secretVariable(name);
  return `Secret ${name}: not set. ${description} Looked for in ${variable}, ${variable}_FILE and the credential ${name}.`;
}
