// Compares the codes of what the server says with the sentences that the web app has for them in other languages: every problem
// that people can meet has one, and none is left of a problem that is gone. Both are read off the types, by the compiler.
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './support/runtime.mjs';

/** What nobody meets in the web app, or is told there by its own words, with the reason. */
const WITHOUT_SENTENCE = new Map([
  ['malformed-host', 'refused before there is a page'],
  ['unknown-host', 'refused before there is a page'],
  ['not-ready', 'asked by whoever watches over the server'],
  ['stale-report', 'players deal with it themselves'],
]);
/** Types of objects that carry a code beside a sentence, and where in them it stands. */
const CARRIERS = new Map([
  ['Cause', 'code'],
  ['FolderFault', 'code'],
  ['DependencyTrouble', 'reason'],
  ['FieldError', 'because'],
]);
/** Whose fields have codes: ours, and the names of constraints that are decorators of DTOs. */
const INVALID = 'invalid-request';
/** What the web app puts before a code of the server to have a name of its own. */
const PREFIXES = /^(?:file|holding|credential)-/;

const server = programOf('backend/tsconfig.json');
const checker = server.getTypeChecker();
const files = server.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(root, 'backend/src/')));
const sources = files.filter(({ fileName }) => !fileName.endsWith('.spec.ts'));
const text = sources.map((file) => file.text).join('\n');
/** @type {Set<string>} */
const codes = new Set();
/** @type {Set<string>} `code/because` */
const kinds = new Set();
/** Codes of which only the kinds say anything. @type {Set<string>} */
const divided = new Set();
for (const file of sources) visit(file);

const sentences = sentencesOfApp();
const faults = [
  ...[...codes, ...kinds].filter((code) => isMissing(code)).map((code) => `${code} has no sentence.`),
  ...sentences.filter((code) => !isKnown(code)).map((code) => `${code} is no code of the server any more.`),
  ...[...WITHOUT_SENTENCE.keys()].filter((code) => !codes.has(code)).map((code) => `${code} is gone, and excused.`),
];
if (codes.size < 100) faults.push(`Only ${codes.size} codes were found: this script reads the types no longer.`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error('The sentences are in frontend/src/app/core/locale/server.');
  process.exitCode = 1;
}

/** @param {string} config @param {string} [only] */
function programOf(config, only) {
  const path = join(root, config);
  const parsed = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    join(path, '..'),
  );
  return ts.createProgram(only === undefined ? parsed.fileNames : [join(root, only)], parsed.options);
}

/** @param {ts.Node} node */
function visit(node) {
  if (ts.isClassDeclaration(node)) readProblem(node);
  if (ts.isObjectLiteralExpression(node)) readCarrier(node);
  if (ts.isNewExpression(node) && node.expression.getText() === 'NotFound') readMissingThing(node);
  ts.forEachChild(node, visit);
}

/** @param {ts.ClassDeclaration} node */
function readProblem(node) {
  const isAbstract = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
  const type = checker.getTypeAtLocation(node);
  if (isAbstract || node.name?.text === 'NotFound' || !isProblem(type)) return;
  const own = literalsAt(type, node, 'code');
  if (own.length === 0) throw new Error(`${node.name?.text} does not say which codes it has.`);
  for (const code of own) codes.add(code);
  const more = type.getProperty('more');
  if (!more || own.length > 1) return;
  const told = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(more, node));
  const because = told.getProperty('because') ? literalsAt(told, node, 'because') : [];
  if (because.length > 0) divided.add(own[0] ?? '');
  for (const each of because) kinds.add(`${own[0]}/${each}`);
}

/** @param {ts.Type} type @returns {boolean} */
function isProblem(type) {
  return (type.getBaseTypes() ?? []).some((base) => base.symbol.name === 'DomainError' || isProblem(base));
}

/** @param {ts.ObjectLiteralExpression} node */
function readCarrier(node) {
  const type = checker.getContextualType(node);
  if (!type) return;
  const types = type.isUnion() ? type.types : [type];
  const carrier = types.map((one) => checker.typeToString(one)).find((name) => CARRIERS.has(name));
  const place = carrier && CARRIERS.get(carrier);
  const property = node.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === place);
  // What is taken from an error is found with the error.
  if (!property || !ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.initializer)) return;
  if (carrier === 'FieldError') kinds.add(`${INVALID}/${property.initializer.text}`);
  else codes.add(property.initializer.text);
}

/** @param {ts.NewExpression} node */
function readMissingThing(node) {
  const [what] = node.arguments ?? [];
  if (what && ts.isStringLiteral(what)) kinds.add(`${what.text.replaceAll(' ', '-')}-not-found`);
}

/** @param {ts.Type} type @param {ts.Node} node @param {string} name */
function literalsAt(type, node, name) {
  const property = type.getProperty(name);
  if (!property) return [];
  const value = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, node));
  return (value.isUnion() ? value.types : [value]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
}

function sentencesOfApp() {
  const path = 'frontend/src/app/core/locale/server/all-sentences.ts';
  const app = programOf('frontend/tsconfig.app.json', path);
  const file = app.getSourceFile(join(root, path));
  const symbol = file && app.getTypeChecker().getSymbolAtLocation(file);
  const exported = symbol?.exports?.get(ts.escapeLeadingUnderscores('SENTENCES'));
  if (!file || !exported) throw new Error(`${path} exports no SENTENCES.`);
  const type = app.getTypeChecker().getTypeOfSymbolAtLocation(exported, file);
  return type.getProperties().map(({ name }) => name);
}

/** As the web app looks for them. @param {string} code */
function isMissing(code) {
  if (WITHOUT_SENTENCE.has(code) || divided.has(code) || code.endsWith('-not-found')) return false;
  const names = [code, `upstream-${code}`, code.replace(/^feed-/, 'upstream-')];
  return !names.some((name) => sentences.includes(name));
}

/** @param {string} code */
function isKnown(code) {
  const [before = '', because] = code.split('/');
  if (before === INVALID && because !== undefined && isConstraint(because)) return true;
  if (kinds.has(code) || (codes.has(before) && (because === undefined || text.includes(`'${because}'`)))) return true;
  return text.includes(`'${code.replace(PREFIXES, '')}'`);
}

/** `maxLength` is `@MaxLength(`, and `isLength` is `@Length(`. @param {string} name */
function isConstraint(name) {
  const decorators = [name, name.replace(/^is/, '')].map((one) => one.charAt(0).toUpperCase() + one.slice(1));
  return decorators.some((decorator) => text.includes(`@${decorator}(`));
}
