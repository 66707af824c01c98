// Writes what the web app says, as it stands in its code, to frontend/src/locale/messages.en.json, and takes out of the
// files of the other languages what is said no more. What a language has no words for yet is printed, and written to its file
// as an empty text, which the app says in English until somebody fills it in. With --check it writes nothing and fails where
// something is out of date or missing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './support/runtime.mjs';

/** @typedef {Record<string, string>} Texts by the id of the message */

const folder = join(root, 'frontend/src/locale');
const SOURCE = 'messages.en.json';
const isCheck = process.argv.includes('--check');

/** @returns {Texts} */
function read(/** @type {string} */ path) {
  return JSON.parse(readFileSync(path, 'utf8')).translations;
}

/** @returns {Texts} what the compiler finds in the code, in its order */
function extract() {
  const scratch = mkdtempSync(join(tmpdir(), 'pyxis-messages-'));
  try {
    const words = ['extract-i18n', '--output-path', scratch, '--out-file', SOURCE];
    execFileSync(join(root, 'node_modules/.bin/ng'), words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    return read(join(scratch, SOURCE));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function complain(/** @type {string} */ words) {
  console.error(words);
  process.exitCode = 1;
}

function update(/** @type {string} */ file, /** @type {string} */ locale, /** @type {Texts} */ translations) {
  const path = join(folder, file);
  const text = `${JSON.stringify({ locale, translations }, undefined, 2)}\n`;
  if (readFileSync(path, 'utf8') === text) return;
  if (isCheck) return complain(`${file} is out of date.`);
  writeFileSync(path, text);
  console.log(`${file} written.`);
}

/** What stands in a message for what is put into it, each once. */
function placesIn(/** @type {string} */ text) {
  return [...new Set(text.match(/\{\$[^}]*\}/g))].sort().join(' ');
}

const source = extract();
update(SOURCE, 'en', source);
for (const file of readdirSync(folder)) {
  const locale = /^messages\.(.+)\.json$/.exec(file)?.[1];
  if (locale === undefined || file === SOURCE) continue;
  const known = read(join(folder, file));
  for (const [id, text] of Object.entries(source)) {
    if (!known[id]) complain(`${file}: no words for ${id}: ${text}`);
    else if (placesIn(known[id]) !== placesIn(text)) complain(`${file}: other places in ${id}: ${known[id]}`);
  }
  update(file, locale, Object.fromEntries(Object.keys(source).map((id) => [id, known[id] ?? ''])));
}
if (process.exitCode === 1) console.error('Run npm run languages, fill in what is missing, and commit the result.');
