import { defineConfig, devices } from '@playwright/test';
import { availableParallelism } from 'node:os';

/**
 * Journeys through the built server in real Chromium. Every test starts a server of its own on a scratch folder
 * (support/test.ts). The browser is the system's: no download.
 */
export default defineConfig({
  testDir: './specs',
  outputDir: './results',
  fullyParallel: false,
  // Half of the time they wait: for music to play, for a network that is slow on purpose.
  workers: Math.min(2, availableParallelism()),
  // Some walk through every page; on a machine at ten times its load that takes minutes.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: './results/report.json' }]],
  forbidOnly: Boolean(process.env.CI),
  // What failed runs once more, to be recorded: recording all would take a quarter of the time. It has failed all the same.
  retries: 1,
  failOnFlakyTests: true,
  use: {
    // What is not there is told while its page is still shown, not when the whole test ends.
    actionTimeout: 60_000,
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    // What it asks for, tests cannot answer in the server's place. Those about it allow it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--autoplay-policy=no-user-gesture-required',
        '--disable-background-networking',
        '--disable-component-update',
        // A name in the home, over plain HTTP: browsers trust it less than this machine's own address.
        '--host-resolver-rules=MAP music.home 127.0.0.1',
      ],
    },
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
});
