// Runs the steps of `npm test` and counts what passed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { root, toolEnvironment } from './runtime.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** The output of a step that fails is shown, that of others is not. Steps that wait more than they work may run together. */
export class Steps {
  /** @type {Count} */
  total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  #failed = [];

  /**
   * @param {string} title
   * @param {string[]} command
   * @param {{ env?: Record<string, string>, report?: string, read?: (report: any) => Count }} [options]
   *   with a report (a JSON file that the command writes), its tests are counted; without, the step counts as one
   * @returns {Promise<boolean>} whether it passed
   */
  async run(title, command, { env = {}, report, read } = {}) {
    process.stdout.write(`== ${title}\n`);
    if (report) rmSync(report, { force: true });
    const startedAt = Date.now();
    const { code, output } = await execute(command, env);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const count = report && read && existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : undefined;
    const { passed, failed, skipped } = count ?? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
    // A tool that fails without a failed test (it did not start, it left something open) has failed all the same.
    const faults = code !== 0 && failed === 0 ? 1 : failed;
    this.#add({ passed, failed: faults, skipped });
    if (faults > 0) {
      this.#failed.push(title);
      process.stdout.write(`\n${title}:\n${output.trimEnd()}\n`);
    }
    const numbers = `${passed} passed, ${faults} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    process.stdout.write(`${faults > 0 ? 'FAILED' : 'ok'}: ${title}: ${numbers} (${seconds} s)\n`);
    return faults === 0;
  }

  /**
   * @param {string} title
   * @param {string} reason
   */
  fail(title, reason) {
    process.stdout.write(`FAILED: ${title}: ${reason}\n`);
    this.#failed.push(title);
    this.#add({ passed: 0, failed: 1, skipped: 0 });
  }

  /**
   * @param {string} title
   * @param {string} reason
   */
  skip(title, reason) {
    process.stdout.write(`skipped: ${title}: ${reason}\n`);
    this.#add({ passed: 0, failed: 0, skipped: 1 });
  }

  /** The last line says it all. @returns the exit code */
  finish() {
    const { passed, failed, skipped } = this.total;
    if (this.#failed.length > 0) process.stdout.write(`\nFailed: ${this.#failed.join(', ')}\n`);
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    return failed > 0 ? 1 : 0;
  }

  /** @param {Count} count */
  #add({ passed, failed, skipped }) {
    this.total.passed += passed;
    this.total.failed += failed;
    this.total.skipped += skipped;
  }
}

/**
 * @param {string[]} command
 * @param {Record<string, string>} env
 * @returns {Promise<{ code: number, output: string }>}
 */
function execute([program = '', ...words], env) {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      env: { ...toolEnvironment(), CI: '1', NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Vitest's JSON report, which `ng test` writes, too.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} report
 * @returns {Count}
 */
export function readVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/**
 * Playwright's JSON report. A flaky test is a failed one.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Count}
 */
export function readPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
