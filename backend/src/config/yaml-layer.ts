import { isAlias, isMap, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import { KEYS } from './schema.js';
import { PyxisConfig } from './pyxis.config.js';
import { secretVariable } from './secrets.js';
import { shapeOf, type SectionClass, type SectionShape } from './setting.js';
import type { ConfigProblem } from './start-failure.js';
import { suggest } from './suggest.js';
import type { LayerValue } from './values.js';

export interface YamlLayer {
  readonly values: ReadonlyMap<string, LayerValue>;
  readonly problems: readonly ConfigProblem[];
}

const SECRET_NAME = /pass(?:word|wd|phrase)?$|token|secret|api_?key|credential/i;

/** Reads the keys of a YAML file, with the place of each, and everything that is no key or no YAML. */
export function readYaml(file: string, text: string): YamlLayer {
  return new YamlReader(file, text).read();
}

class YamlReader {
  private readonly values = new Map<string, LayerValue>();
  private readonly problems: ConfigProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly document: Document;

  constructor(
    private readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  read(): YamlLayer {
    for (const { message, pos } of this.document.errors) {
      this.problems.push({ origin: this.at(pos[0]), detail: `This is not valid YAML: ${message}` });
    }
    const root = this.document.contents;
    // Where the syntax is broken, the tree is a guess: reading on would only report nonsense.
    if (this.problems.length === 0 && root !== null) this.readSection(root, PyxisConfig, []);
    return { values: this.values, problems: this.problems };
  }

  private readSection(node: Node, section: SectionClass, path: readonly string[]): void {
    const map = this.resolve(node);
    if (isScalar(map) && map.value === null) return;
    if (!isMap(map)) {
      const where = path.length === 0 ? 'The file' : 'This';
      this.problem(
        node,
        path,
        `${where} must be a group of keys, each on a line of its own: ${names(shapeOf(section))}.`,
      );
      return;
    }
    for (const pair of map.items) this.readPair(pair, shapeOf(section), path);
  }

  private readPair({ key, value }: Pair, { settings, sections }: SectionShape, above: readonly string[]): void {
    const name = isScalar(key) ? String(key.value) : String(key);
    const path = [...above, name];
    const section = sections.get(name);
    if (section) {
      if (value !== null) this.readSection(value as Node, section.type(), path);
    } else if (settings.has(name)) {
      const read: unknown = value === null ? null : (value as Node).toJS(this.document);
      // A key with nothing behind it is as good as absent.
      if (read !== null) this.values.set(path.join('.'), { value: read, origin: this.at(offsetOf(value, key)) });
    } else {
      this.problem(key as Node, path, unknownKey(path, [...settings.keys(), ...sections.keys()]));
    }
  }

  private resolve(node: Node): Node {
    return isAlias(node) ? (node.resolve(this.document) ?? node) : node;
  }

  private problem(node: Node, path: readonly string[], detail: string): void {
    this.problems.push({ origin: this.at(node.range?.[0]), ...(path.length > 0 && { key: path.join('.') }), detail });
  }

  private at(offset: number | undefined): string {
    if (offset === undefined) return this.file;
    const { line, col } = this.lines.linePos(offset);
    return `${this.file}:${line}:${col}`;
  }
}

function offsetOf(value: unknown, key: unknown): number | undefined {
  return (value as Node | null)?.range?.[0] ?? (key as Node | null)?.range?.[0];
}

function names({ settings, sections }: SectionShape): string {
  return [...settings.keys(), ...sections.keys()].join(', ');
}

function unknownKey(path: readonly string[], siblings: readonly string[]): string {
  const name = path.at(-1) ?? '';
  if (SECRET_NAME.test(name)) {
    const variable = secretVariable(
      path
        .slice(-2)
        .join('-')
        .replaceAll(/[A-Z]/g, (letter) => `-${letter}`),
    );
    return `Secrets do not belong in this file. Set ${variable}, or ${variable}_FILE to a file that holds it.`;
  }
  const near = suggest(name, siblings);
  // A key in the wrong group: `port` at the top is `server.port`.
  const lastNames = KEYS.map((key) => key.path.slice(key.path.lastIndexOf('.') + 1));
  const elsewhere = KEYS[lastNames.indexOf(suggest(name, lastNames) ?? '')]?.path;
  const meant = near === undefined ? elsewhere : [...path.slice(0, -1), near].join('.');
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no such key.${hint} Allowed here: ${siblings.join(', ')}.`;
}
