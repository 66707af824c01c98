import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** A table that a piece of SQL in the source names. */
export interface NamedTable {
  /** Of the server: `history`. */
  readonly module: string;
  readonly file: string;
  /** `…` stands for what is put in when it runs: `…_ref`. */
  readonly table: string;
}

/** A statement, or a part that is put into some. */
export interface SqlText {
  readonly file: string;
  readonly line: number;
  /** On one line; `…` stands for what is put in when it runs. */
  readonly text: string;
}

const SOURCE = join(import.meta.dirname, '../../src');
const NAMING = /\b(?:FROM|JOIN|INTO|UPDATE)\s+"?([a-z_…]+)/g;
const WITH = /\b(?:WITH|,)\s*([a-z_]+)\s+AS\s*\(/g;

/** What tells SQL from other texts: a word of it, a parameter beside an operator, or columns. */
const SQL = [
  /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|JOIN|WHERE|AND|OR|NOT|NULL|IN|EXISTS|BETWEEN|CASE|COALESCE|VALUES|LIMIT|RETURNING|(?:ORDER|GROUP) BY|DESC|MATCH|BEGIN|COMMIT|ROLLBACK)\b/,
  /[=<>] \?|[<>] \d|= excluded\.|\(\?|\?\)/,
  /^\+?[a-z]{1,2}\.[a-z_]+(?: …)?$/,
  /^[a-z_]+(?:, [a-z_]+)+$/,
];
/** Regular expressions, codings of HTTP, and what entities and the search of SQLite have of such words. */
const NO_SQL = [/^\^|\\d|d\{/, /^gzip, /, /^SET NULL$/];

/** Every table that SQL in the source of the server names, but for migrations and entities, which build what others name. */
export function namedTables(): NamedTable[] {
  return sources().flatMap((source) => {
    const { fileName: file } = source;
    const [module = ''] = file.split('/');
    return textsOf(source, () => undefined).flatMap(({ text }) => {
      const own = new Set([...text.matchAll(WITH)].map(([, name]) => name));
      return [...text.matchAll(NAMING)].flatMap(([, table = '']) => (own.has(table) ? [] : [{ module, file, table }]));
    });
  });
}

/** Every piece of SQL in the source of the server, but for migrations and entities. Constants are put in where they are used. */
export function sqlTexts(): SqlText[] {
  const all = sources();
  const shared = new Map(all.flatMap((source) => [...constantsOf(source, true)]));
  return all.flatMap((source) => {
    const own = constantsOf(source, false);
    const texts = textsOf(source, (name) => own.get(name) ?? shared.get(name));
    return texts
      .map(({ text, line }) => ({ file: source.fileName, line, text: comparable(text) }))
      .filter(({ text }) => SQL.some((sign) => sign.test(text)) && !NO_SQL.some((sign) => sign.test(text)));
  });
}

/** Whether a statement has this text in it, whatever is put in. */
export function contains(statement: string, text: string): boolean {
  const pieces = text.split('…').map((piece) => piece.trim());
  let end = 0;
  return pieces.every((piece, i) => {
    // Words are whole, but where something is put in beside them.
    const isWhole = (start: number): boolean =>
      !(i === 0 && isWord(piece[0]) && isWord(statement[start - 1])) &&
      !(i === pieces.length - 1 && isWord(piece.at(-1)) && isWord(statement[start + piece.length]));
    let start = statement.indexOf(piece, end);
    while (start >= 0 && !isWhole(start)) start = statement.indexOf(piece, start + 1);
    end = start + piece.length;
    return start >= 0;
  });
}

/** On one line, parameters without numbers. */
export function comparable(statement: string): string {
  return statement.replaceAll(/\s+/g, ' ').trim().replaceAll(/\$\d+/g, '?');
}

function isWord(sign: string | undefined): boolean {
  return sign !== undefined && /\w/.test(sign);
}

/** The files, named by their path below the source. */
function sources(): ts.SourceFile[] {
  return readdirSync(SOURCE, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(?:migrations|entities)\//.test(path))
    .map((path) =>
      ts.createSourceFile(relative(SOURCE, path), readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true),
    );
}

/** The texts that are given a name. @param isShared only those that other files see */
function constantsOf(source: ts.SourceFile, isShared: boolean): Map<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && isText(node.initializer)) {
      if (!isShared || isExported(node)) constants.set(node.name.text, node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return constants;
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
}

function isExported(node: ts.VariableDeclaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}

/** The texts of a file, each template as one. @param constant what a name in a template stands for, where that is a text */
function textsOf(
  source: ts.SourceFile,
  constant: (name: string) => ts.Expression | undefined,
): { text: string; line: number }[] {
  const whole = (node: ts.Expression | undefined): string => {
    if (!node) return '…';
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
    if (ts.isIdentifier(node)) return whole(constant(node.text));
    if (!ts.isTemplateExpression(node)) return '…';
    const parts = node.templateSpans.map(({ expression, literal }) => `${whole(expression)}${literal.text}`);
    return `${node.head.text}${parts.join('')}`;
  };
  const texts: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (!isText(node)) return ts.forEachChild(node, visit);
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    texts.push({ text: whole(node as ts.Expression), line });
    if (ts.isTemplateExpression(node)) node.templateSpans.forEach(({ expression }) => visit(expression));
  };
  visit(source);
  return texts;
}
