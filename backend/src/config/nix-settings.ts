import { KEYS, NAMED_SECRETS, SECRETS, type Key } from './schema.js';
import { formatSize } from './values.js';

type Json = Readonly<Record<string, unknown>>;

/** `nix/lib/settings.json`: what the Nix modules make their options from, so that they know every key there is. */
export function nixSettings(): Json {
  return {
    keys: KEYS.map(keyEntry),
    secrets: SECRETS.map(({ name, key, description, section }) => ({
      name,
      key: [...section.path, key].join('.'),
      description,
    })),
    namedSecrets: NAMED_SECRETS.map(({ prefix, files, description, section }) => ({
      prefix,
      key: [...section.path, files].join('.'),
      description,
    })),
  };
}

function keyEntry({ path, setting, default: value }: Key): Json {
  const { kind, description, allowed, defaultInWords, choices, minimum, maximum } = setting;
  const fallback = kind === 'size' && value !== undefined ? formatSize(Number(value)) : value;
  return { path, kind, description, allowed, default: fallback, defaultInWords, choices, minimum, maximum };
}
