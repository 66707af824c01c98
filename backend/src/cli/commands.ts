import type { Call } from './arguments.js';
import { freezeYoungGeneration } from './young-generation.js';

/** One thing that `pyxis` can be told to do. */
export interface Command {
  readonly name: string;
  /** As typed, with its own words and switches. */
  readonly usage: string;
  readonly summary: string;
  /** @returns the exit code */
  run(call: Call): Promise<number>;
}

/** Each loads what it needs when it runs: help and configuration answer without the framework. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    usage: 'serve',
    summary: 'run the server (this is what happens without a command)',
    run: async (call: Call): Promise<number> => {
      // Before its modules are loaded: it would be far beyond its bound by then.
      freezeYoungGeneration();
      return (await import('./serve.js')).serve(call);
    },
  },
  {
    name: 'scan',
    usage: 'scan [--all]',
    summary: 'look for new and changed music now; --all reads every file again',
    run: async (call) => (await import('./scan.js')).scan(call),
  },
  {
    name: 'history',
    usage: 'history export|import|rebuild …',
    summary: 'write out what was heard, take in listens of a service, or count statistics anew',
    run: async (call) => (await import('./history-command.js')).historyCommand(call),
  },
  {
    name: 'doctor',
    usage: 'doctor',
    summary: 'check folders, secrets, database, port, services outside, ffmpeg, yt-dlp and music',
    run: async (call) => (await import('./doctor/doctor.js')).doctor(call),
  },
  {
    name: 'config',
    usage: 'config check|print [--json]',
    summary: 'say what is wrong with the configuration, or show what is in force',
    run: async (call) => (await import('./config-command.js')).configCommand(call),
  },
  {
    name: 'openapi',
    usage: 'openapi',
    summary: 'print the description of the HTTP interface',
    run: async (call) => (await import('./openapi.js')).openapi(call),
  },
];
