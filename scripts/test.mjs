// npm test: everything that must hold, from a fresh clone to journeys in a real browser.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './support/freshness.mjs';
import { findPythonPrograms } from './support/python-programs.mjs';
import { findPostgres, startPostgres } from './support/postgres.mjs';
import { requireUsableNode, root } from './support/runtime.mjs';
import { scratchInMemory } from './support/scratch.mjs';
import { readPlaywright, readVitest, Steps } from './support/steps.mjs';
import { ensureSystemPackages, tryDeploymentPackages } from './support/system-packages.mjs';

requireUsableNode();
ensureInstalled();
const chromium = ensureSystemPackages();
const missing = tryDeploymentPackages();

const reports = join(root, 'node_modules/.cache/pyxis');
mkdirSync(reports, { recursive: true });
const npm = (/** @type {string} */ script, /** @type {string[]} */ ...words) => {
  return ['npm', 'run', '--silent', script, ...(words.length > 0 ? ['--', ...words] : [])];
};
const steps = new Steps();
const disk = tmpdir();
const scratch = scratchInMemory();
if (scratch) process.env.TMPDIR = scratch.folder;
process.once('exit', () => scratch?.remove());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

// Each of these keeps one core busy.
const [, isCompiled] = await Promise.all([checkSource(), compile()]);
// Some tests start the compiled server.
const [, isBuilt] = await Promise.all([testServer(), testWebApp()]);
if (isCompiled) await steps.run('Generated files', npm('generate:check'));
if (isCompiled && isBuilt) {
  await testSound();
  // Journeys wait for music to play, deployment for what it starts.
  await Promise.all([testJourneys(), testDeployment()]);
} else {
  steps.skip('Journeys in Chromium, deployment', 'there is no build to try');
}
process.exitCode = steps.finish();

async function checkSource() {
  await steps.run('Format', npm('format:check'));
  await steps.run('Lint', npm('lint'));
  await steps.run('Dead code', npm('lint:dead'));
  await steps.run('Languages', npm('languages:check'));
}

async function compile() {
  await steps.run('Import rules', npm('lint:deps'));
  await steps.run('Types', npm('typecheck'));
  return steps.run('Compile the server', ['node', 'scripts/ensure-built.mjs', 'backend']);
}

/** @returns whether it could be built */
async function testWebApp() {
  const report = join(reports, 'frontend.json');
  const command = npm('test:frontend', '--reporters=default', '--reporters=json', `--output-file=${report}`);
  await steps.run('Web app: unit tests', command, { report, read: readVitest });
  // In a way that leaves word of it: the archive of a release would build it anew under the feet of the journeys.
  return steps.run('Build the web app', ['node', 'scripts/ensure-built.mjs', 'frontend']);
}

/** Suites that query anything run on SQLite, and once more on the PostgreSQL that the environment names. */
async function testServer() {
  const report = join(reports, 'backend.json');
  const command = npm('test:backend', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  const run = (/** @type {string} */ engines, /** @type {Record<string, string>} */ env) => {
    return steps.run(`Server: unit, contract and integration tests on ${engines}`, command, {
      env,
      report,
      read: readVitest,
    });
  };
  const programs = findPythonPrograms();
  /** @type {Record<string, string>} */
  const python = 'python' in programs ? { PYXIS_TEST_PYTHON: programs.python } : {};
  if ('missing' in programs) {
    const title = 'Server: programs that were written for the real services';
    // Where everything can be had, they are not to go missing unnoticed.
    if (process.env.CI === undefined) steps.skip(title, programs.missing);
    else steps.fail(title, programs.missing);
  }
  const binaries = findPostgres();
  if (!binaries) {
    await run('SQLite', python);
    steps.skip(
      'Server: tests on PostgreSQL',
      'no PostgreSQL server is installed (on Debian: apt-get install postgresql)',
    );
    return;
  }
  const { url, stop } = await startPostgres(binaries);
  await run('SQLite and PostgreSQL', { PYXIS_TEST_POSTGRES_URL: url, ...python });
  await stop();
}

/** Sound is heard by itself: what else is going on may break it at any sample. */
async function testSound() {
  await testInBrowser('Sound in Chromium', '--grep', '@sound', '--workers', '1');
}

async function testJourneys() {
  await testInBrowser('Journeys in Chromium', '--grep-invert', '@sound');
}

async function testInBrowser(/** @type {string} */ title, /** @type {string[]} */ ...which) {
  const report = join(root, 'e2e/results/report.json');
  const env = { CHROMIUM_PATH: chromium };
  await steps.run(title, npm('test:e2e', ...which), { env, report, read: readPlaywright });
}

async function testDeployment() {
  for (const reason of missing) steps.skip('Deployment: a part of it', reason);
  const report = join(reports, 'deployment.json');
  const command = npm('test:deploy', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  // Whole systems are unpacked, with users and devices of their own: that is what a disk is for.
  const env = { TMPDIR: disk };
  await steps.run('Deployment: release, Nix, systemd', command, { env, report, read: readVitest });
}
