import { Logger } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { newId } from '../common/index.js';
import type { HttpMetrics, ResponseKind } from '../health/index.js';
import { requestContext } from './request-context.js';

const SLOW_MS = 1_000;
/** Ids of proxies in front are kept when they are harmless in a log line. */
const HARMLESS_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Gives each request its id, writes a line when it has ended (failed and slow ones always, the rest for debugging) and
 * counts it. The line has the path without its query, which may hold what people search for.
 */
export function requestLog(metrics: HttpMetrics): RequestHandler {
  const logger = new Logger('http');
  return (request: Request, response: Response, next: NextFunction) => {
    const given = request.get('x-request-id');
    const id = given !== undefined && HARMLESS_ID.test(given) ? given : newId();
    response.setHeader('X-Request-Id', id);
    const { method } = request;
    const path = request.path;
    const startedAt = performance.now();
    requestContext.run({ id }, () => {
      response.once('close', () => {
        const durationMs = performance.now() - startedAt;
        metrics.observe(method, routeOf(request), response.statusCode, durationMs / 1_000);
        const line = `${method} ${path} ${response.statusCode} ${durationMs.toFixed(1)} ms`;
        // A stream or an event source lasts as long as somebody listens.
        const isSlow = durationMs > SLOW_MS && !isLasting(request, response);
        // AsyncLocalStorage does not reach into events of the socket.
        requestContext.run({ id }, () => {
          if (response.statusCode >= 500) logger.error(line);
          else if (isSlow) logger.warn(`${line} (slow)`);
          else logger.debug(line);
        });
      });
      next();
    });
  };
}

/** Whether an answer may take as long as somebody listens: audio, events. */
export function isLasting(request: Request, response: Response): boolean {
  return kindOf(request, response) !== 'short';
}

/** Known of events once they have begun. */
export function kindOf(request: Request, response: Response): ResponseKind {
  if (request.originalUrl.includes('/stream/')) return 'stream';
  const type = String(response.getHeader('content-type') ?? '');
  return type.startsWith('text/event-stream') ? 'events' : 'short';
}

/** The pattern that matched (`/api/v1/albums/:id`): as many as there are endpoints, however many albums are asked for. */
function routeOf(request: Request): string {
  const route = request.route as { readonly path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'other';
}
