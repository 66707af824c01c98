// npm test: everything that must hold, from a fresh clone to journeys in a real browser.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './support/freshness.mjs';
import { findPostgres, startPostgres } from './support/postgres.mjs';
import { requireUsableNode, root } from './support/runtime.mjs';
import { readPlaywright, readVitest, Steps } from './support/steps.mjs';
import { ensureSystemPackages } from './support/system-packages.mjs';

requireUsableNode();
ensureInstalled();
const chromium = ensureSystemPackages();

const reports = join(root, 'node_modules/.cache/pyxis');
mkdirSync(reports, { recursive: true });
const npm = (/** @type {string} */ script, /** @type {string[]} */ ...words) => {
  return ['npm', 'run', '--silent', script, ...(words.length > 0 ? ['--', ...words] : [])];
};
const steps = new Steps();

await steps.run('Format', npm('format:check'));
await steps.run('Lint', npm('lint'));
await steps.run('Import rules', npm('lint:deps'));
await steps.run('Dead code', npm('lint:dead'));
await steps.run('Types', npm('typecheck'));

// Some tests start the compiled server.
const isCompiled = await steps.run('Compile the server', ['node', 'scripts/ensure-built.mjs', 'backend']);
const backend = join(reports, 'backend.json');
const backendTests = npm('test:backend', '--reporter=default', '--reporter=json', `--outputFile.json=${backend}`);
await steps.run('Server: unit, contract and integration tests on SQLite', backendTests, {
  report: backend,
  read: readVitest,
});
await testOnPostgres();

const frontend = join(reports, 'frontend.json');
const frontendTests = npm('test:frontend', '--reporters=default', '--reporters=json', `--output-file=${frontend}`);
await steps.run('Web app: unit tests', frontendTests, { report: frontend, read: readVitest });

const isBuilt = await steps.run('Build the web app', npm('build:frontend'));
if (isCompiled) await steps.run('Generated files', npm('generate:check'));
if (isCompiled && isBuilt) {
  const report = join(root, 'e2e/results/report.json');
  const env = { CHROMIUM_PATH: chromium };
  await steps.run('Journeys in Chromium', npm('test:e2e'), { env, report, read: readPlaywright });
} else {
  steps.skip('Journeys in Chromium', 'there is no build to try');
}
process.exitCode = steps.finish();

async function testOnPostgres() {
  const title = 'Server: integration tests on PostgreSQL';
  const binaries = findPostgres();
  if (!binaries) return steps.skip(title, 'no PostgreSQL server is installed (on Debian: apt-get install postgresql)');
  const { url, stop } = await startPostgres(binaries);
  const report = join(reports, 'postgres.json');
  // Suites that query anything run on the engine that this names.
  const command = npm(
    'test:backend',
    'postgres',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  await steps.run(title, command, { env: { PYXIS_TEST_POSTGRES_URL: url }, report, read: readVitest });
  await stop();
}
