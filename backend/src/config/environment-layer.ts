import { KEYS, SECRETS, type Key } from './schema.js';
import { isNamedSecret, secretVariable } from './secrets.js';
import { suggest } from './suggest.js';
import { fromText, type LayerValue } from './values.js';

export interface EnvironmentLayer {
  readonly values: ReadonlyMap<string, LayerValue>;
  readonly warnings: readonly string[];
}

const OTHERS = new Set([
  'PYXIS_CONFIG',
  ...SECRETS.flatMap(({ name }) => [secretVariable(name), `${secretVariable(name)}_FILE`]),
]);

/** Reads `PYXIS_SERVER_PORT` and the like. An empty variable counts as not set. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): EnvironmentLayer {
  const values = new Map<string, LayerValue>();
  const warnings: string[] = [];
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith('PYXIS_') || text === undefined || text === '') continue;
    if (OTHERS.has(variable) || isNamedSecret(variable)) continue;
    const key = keyOf(variable);
    if (key) {
      values.set(key.path, { value: fromText(text, key.setting), origin: `environment variable ${variable}` });
    } else if (!variable.startsWith('PYXIS_TEST_')) {
      const near = suggest(variable, KEYS.map((known) => known.variable).concat([...OTHERS]));
      warnings.push(
        `The environment variable ${variable} means nothing to Pyxis.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      );
    }
  }
  return { values, warnings };
}

/** `PYXIS_SERVER_PUBLICURL` will do for `PYXIS_SERVER_PUBLIC_URL`. */
function keyOf(variable: string): Key | undefined {
  const plain = (name: string): string => name.replaceAll('_', '');
  return KEYS.find((key) => plain(key.variable) === plain(variable));
}
