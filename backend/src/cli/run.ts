import 'reflect-metadata';
import { StartFailure } from '../config/start-failure.js';
import { parseArguments } from './arguments.js';

/** Runs one command and leaves its exit code with the process. */
export async function run(words: readonly string[]): Promise<void> {
  try {
    process.exitCode = await start(words);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}

async function start(words: readonly string[]): Promise<number> {
  const call = parseArguments(words);
  // Each command loads what it needs: help and configuration answer without the framework.
  const { serve } = await import('./serve.js');
  return serve(call);
}
