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

const SOURCE = join(import.meta.dirname, '../../src');
const NAMING = /\b(?:FROM|JOIN|INTO|UPDATE)\s+"?([a-z_…]+)/g;
const WITH = /\b(?:WITH|,)\s*([a-z_]+)\s+AS\s*\(/g;

/** Every table that SQL in the source of the server names, but for migrations, which build what others name. */
export function namedTables(): NamedTable[] {
  return filesBelow(SOURCE).flatMap((path) => {
    const file = relative(SOURCE, path);
    const [module = ''] = file.split('/');
    return textsOf(path).flatMap((text) => {
      const own = new Set([...text.matchAll(WITH)].map(([, name]) => name));
      return [...text.matchAll(NAMING)].flatMap(([, table = '']) => (own.has(table) ? [] : [{ module, file, table }]));
    });
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/migrations/'));
}

/** The texts of a file, each template as one. */
function textsOf(path: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
      node.templateSpans.forEach(({ expression }) => visit(expression));
    } else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true));
  return texts;
}
