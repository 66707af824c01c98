import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { Drain, type ResponseKind } from '../health/index.js';
import { isLasting, kindOf } from './request-log.js';

/** Short requests get this long to finish; with what comes after, the whole stays under ten seconds. */
const PATIENCE_MS = 5_000;

/** Ends the HTTP side of the server in good order. */
export class Shutdown {
  private readonly open = new Map<Response, Request>();

  /** Before any route. */
  readonly track = (request: Request, response: Response, next: NextFunction): void => {
    this.open.set(response, request);
    response.once('close', () => this.open.delete(response));
    next();
  };

  /** How many of each kind are being answered. */
  count(): Record<ResponseKind, number> {
    const counts: Record<ResponseKind, number> = { stream: 0, events: 0, short: 0 };
    for (const [response, request] of this.open) counts[kindOf(request, response)]++;
    return counts;
  }

  /** Takes no new connections, ends streams and event sources, and lets short requests finish. */
  async run(app: NestExpressApplication): Promise<void> {
    app.get(Drain).begin();
    const server: Server = app.getHttpServer();
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    for (const [response, request] of this.open) {
      if (isLasting(request, response)) response.destroy();
      // The connection is not kept for another request.
      else if (!response.headersSent) response.setHeader('Connection', 'close');
    }
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    await closed;
    clearTimeout(patience);
    await app.close();
  }
}
