import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    environment: 'node',
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
