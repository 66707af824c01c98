import { Catch, HttpException, HttpStatus, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError, type ErrorKind, type FieldError } from '../common/index.js';

const STATUS: Record<ErrorKind, HttpStatus> = {
  invalid: HttpStatus.BAD_REQUEST,
  'not-found': HttpStatus.NOT_FOUND,
  conflict: HttpStatus.CONFLICT,
  misdirected: HttpStatus.MISDIRECTED,
  unsupported: HttpStatus.NOT_IMPLEMENTED,
  busy: HttpStatus.SERVICE_UNAVAILABLE,
  upstream: HttpStatus.BAD_GATEWAY,
  unavailable: HttpStatus.SERVICE_UNAVAILABLE,
};

/** A problem document, RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

/** The one place where what went wrong becomes an answer. Nothing internal leaves: no stack, no path, no secret. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.describe(error);
    if (response.headersSent) {
      // Too late for an answer: cutting the connection is the only way left to say that the body is not whole.
      response.destroy();
      return;
    }
    if (error instanceof DomainError && error.retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', error.retryAfterSeconds);
    }
    response.removeHeader('Content-Encoding');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private describe(error: unknown): Problem {
    if (error instanceof DomainError) {
      const { kind, code, title, message, fields, more } = error;
      if (error.cause instanceof Error) this.logger.warn(`${message} (${error.cause.message})`);
      return { ...problem(`urn:pyxis:problem:${code}`, title, STATUS[kind], message, fields), ...more };
    }
    if (error instanceof HttpException) {
      return problem('about:blank', titleOf(error.getStatus()), error.getStatus(), error.message);
    }
    const parserStatus = bodyParserStatus(error);
    if (parserStatus !== undefined) {
      return problem('about:blank', titleOf(parserStatus), parserStatus, 'The request body could not be read.');
    }
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const detail = 'Something went wrong on the server. Its log says what.';
    return problem('urn:pyxis:problem:internal', 'Internal error', HttpStatus.INTERNAL_SERVER_ERROR, detail);
  }
}

function problem(type: string, title: string, status: number, detail: string, errors?: readonly FieldError[]): Problem {
  return { type, title, status, detail, ...(errors && { errors }) };
}

/** The framework's body parser throws plain errors that carry a client status (http-errors). */
function bodyParserStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

function titleOf(status: number): string {
  const name = HttpStatus[status] ?? 'Error';
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
