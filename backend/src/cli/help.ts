import { KEYS } from '../config/schema.js';
import { COMMANDS } from './commands.js';

const COLUMN = 40;

/** What `pyxis --help` says. */
export function help(): string {
  const line = (left: string, right: string): string => `  ${left.padEnd(COLUMN)}${right}`;
  return [
    'Pyxis plays your music. Usage: pyxis [command] [flags]',
    '',
    'Commands',
    ...COMMANDS.map(({ usage, summary }) => line(usage, summary)),
    '',
    'Flags',
    line('-c, --config PATH', 'configuration file'),
    line('--port N, --hostname NAME', 'short for --server-port and --server-hostname'),
    line('-h, --help', 'this text'),
    line('--version', 'the version'),
    '',
    'Every key of the configuration is a flag, too; docs/configuration.md explains them:',
    ...KEYS.map(({ flag, setting }) => line(`--${flag}`, setting.allowed)),
  ].join('\n');
}
