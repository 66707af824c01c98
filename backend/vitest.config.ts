import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    environment: 'node',
    // By itself one core is left idle, of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ['src/**/*.spec.ts', 'test/**/*.spec.ts', '../scripts/**/*.spec.ts'],
    setupFiles: ['./test/setup.ts'],
    // Worker threads that the code starts inherit this.
    execArgv: [
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
      '--import',
      new URL('./test/support/run-typescript.mjs', import.meta.url).href,
    ],
    testTimeout: 30_000,
  },
});
