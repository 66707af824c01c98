import 'reflect-metadata';
import { Installation } from '../config/installation.js';
import { StartFailure } from '../config/start-failure.js';
import { suggest } from '../config/suggest.js';
import { EXIT_USAGE, parseArguments } from './arguments.js';
import { COMMANDS } from './commands.js';
import { help } from './help.js';

/** Runs one command and leaves its exit code with the process. */
export async function run(words: readonly string[]): Promise<void> {
  try {
    process.exitCode = await start(words);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    console.error(error.message);
    // Not by the exit code alone: pg leaves a connection open on which it was asked for a password that it does not have.
    process.exit(error.exitCode);
  }
}

async function start(words: readonly string[]): Promise<number> {
  const call = parseArguments(words);
  if (call.switches.has('version')) {
    console.log(new Installation().version);
    return 0;
  }
  const [name = 'serve'] = call.command;
  if (call.switches.has('help') || name === 'help') {
    console.log(help());
    return 0;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) {
    const near = suggest(
      name,
      COMMANDS.map((known) => known.name),
    );
    const hint = near === undefined ? '' : ` Did you mean pyxis ${near}?`;
    throw new StartFailure(`There is no command ${name}.${hint}\nTry pyxis --help.`, EXIT_USAGE);
  }
  return command.run(call);
}
