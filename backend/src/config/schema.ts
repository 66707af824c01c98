import { PyxisConfig } from './pyxis.config.js';
import { shapeOf, type SectionClass, type Setting } from './setting.js';

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

/** Every key there is, in the order of the classes: read once from them, there is no second list. */
export const KEYS: readonly Key[] = collect(PyxisConfig, []);

function collect(section: SectionClass, above: readonly string[]): Key[] {
  const { settings, sections } = shapeOf(section);
  const defaults = new section() as Readonly<Record<string, unknown>>;
  const own = [...settings].map(([name, setting]): Key => {
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
  return [...own, ...[...sections].flatMap(([name, { type }]) => collect(type(), [...above, name]))];
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
