import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    environment: 'node',
    include: ['tests/**/*.spec.ts'],
    testTimeout: 60_000,
    // A machine of its own is put together and booted, beside whatever else the gate does.
    hookTimeout: 900_000,
  },
});
