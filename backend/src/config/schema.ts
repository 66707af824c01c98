import { PyxisConfig } from './pyxis.config.js';
import {
  isSecretName,
  shapeOf,
  type NamedSecrets,
  type SecretSetting,
  type SectionClass,
  type Setting,
} from './setting.js';

/** A key with its whole path. */
export interface Key {
  /** `server.port` */
  readonly path: string;
  readonly setting: Setting;
  /** Its value when nothing is said; absent where there is none, or where it depends on the machine. */
  readonly default?: unknown;
  /** `PYXIS_SERVER_PORT` */
  readonly variable: string;
  /** `server-port` */
  readonly flag: string;
}

/** A section, and where it stands in the configuration. */
export interface PlacedSection {
  /** `sources.local`; empty for the whole. */
  readonly path: readonly string[];
  readonly type: SectionClass;
}

/** A secret, and the section that wants it. */
export interface PlacedSecret extends SecretSetting {
  readonly section: PlacedSection;
}

/** Every section there is, in the order of the classes: read once from them, there is no second list. */
export const SECTIONS: readonly PlacedSection[] = sectionsFrom({ path: [], type: PyxisConfig });

/** Every key there is. */
export const KEYS: readonly Key[] = SECTIONS.flatMap(keysOf);

/** Every secret there is. */
export const SECRETS: readonly PlacedSecret[] = SECTIONS.flatMap((section) =>
  shapeOf(section.type).secrets.map((secret) => ({ ...secret, section })),
);

/** Secrets of which there are as many as somebody names, and the section that wants them. */
export const NAMED_SECRETS: readonly (NamedSecrets & { readonly section: PlacedSection })[] = SECTIONS.flatMap(
  (section) =>
    [...shapeOf(section.type).settings.values()].flatMap(({ secrets }) => (secrets ? [{ ...secrets, section }] : [])),
);

/** Whether some section wants a secret of this name. */
export function isDeclaredSecret(name: string): boolean {
  return (
    SECRETS.some((secret) => secret.name === name) ||
    NAMED_SECRETS.some(({ prefix }) => name.startsWith(`${prefix}-`) && isSecretName(name.slice(prefix.length + 1)))
  );
}

/** The section of a configuration. */
export function sectionOf(config: PyxisConfig, { path }: PlacedSection): object {
  return path.reduce<object>((section, name) => (section as Readonly<Record<string, object>>)[name] ?? {}, config);
}

function sectionsFrom(section: PlacedSection): PlacedSection[] {
  const below = [...shapeOf(section.type).sections];
  return [
    section,
    ...below.flatMap(([name, { type }]) => sectionsFrom({ path: [...section.path, name], type: type() })),
  ];
}

function keysOf({ path: above, type }: PlacedSection): Key[] {
  const defaults = new type() as Readonly<Record<string, unknown>>;
  return [...shapeOf(type).settings].map(([name, setting]): Key => {
    const words = [...above, name].map(kebab);
    const value = setting.defaultInWords === undefined ? defaults[name] : undefined;
    return {
      path: [...above, name].join('.'),
      setting,
      ...(value !== undefined && { default: value }),
      variable: `PYXIS_${words.join('_').replaceAll('-', '_').toUpperCase()}`,
      flag: words.join('-'),
    };
  });
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
