import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { LogConfig } from '../config/index.js';
import { requestContext } from './request-context.js';

const LEVELS: Readonly<Record<LogConfig['level'], LogLevel[]>> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug'],
};

/** Nest's start-up messages are logged at debug level. */
const FRAMEWORK = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** The context of what the program itself has to say, which needs no naming. */
const PROGRAM = '[pyxis]';

/** Lines for a person on a terminal, JSON for machines, each with the id of the request it was written for. */
export class ServerLogger extends ConsoleLogger {
  constructor(config: LogConfig) {
    const json = (config.format ?? (process.stdout.isTTY ? 'pretty' : 'json')) === 'json';
    super('', { json, logLevels: LEVELS[config.level], ...(!process.stdout.isTTY && { colors: false }) });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && FRAMEWORK.has(context)) this.debug(message, ...rest);
    else super.log(message, ...rest);
  }

  protected override getJsonLogObject(
    ...parameters: Parameters<ConsoleLogger['getJsonLogObject']>
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    const id = requestContext.getStore()?.id;
    return { ...super.getJsonLogObject(...parameters), ...(id !== undefined && { requestId: id }) };
  }

  protected override formatMessage(
    ...[level, message, , , context]: Parameters<ConsoleLogger['formatMessage']>
  ): string {
    const time = new Date().toISOString().slice(11, 19);
    const severity = level === 'log' ? '' : `${this.colorize(level, level)} `;
    const id = requestContext.getStore()?.id;
    const request = id === undefined ? '' : ` (request ${id})`;
    return `${time} ${severity}${context.includes(PROGRAM) ? '' : context}${this.stringifyMessage(message, level)}${request}\n`;
  }
}
