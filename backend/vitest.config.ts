import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    environment: 'node',
    // One more than there are cores: much of the time is spent in waiting, for processes to start and limits to pass.
    maxWorkers: availableParallelism() + 1,
    include: ['src/**/*.spec.ts', 'test/**/*.spec.ts', '../scripts/**/*.spec.ts'],
    globalSetup: ['./test/support/migrated-databases.ts'],
    setupFiles: ['./test/setup.ts'],
    // Worker threads that the code starts inherit this.
    execArgv: [
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
      '--import',
      new URL('./test/support/run-typescript.mjs', import.meta.url).href,
    ],
    // What takes seconds takes minutes on a machine that is busy with other things.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
