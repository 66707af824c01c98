import { NotFoundException, RequestMethod, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { IncomingMessage, Server } from 'node:http';
import { AppModule } from '../app.module.js';
import type { LoadedConfig, PyxisConfig } from '../config/index.js';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { HttpMetrics } from '../health/index.js';
import { WebApp } from '../static/index.js';
import { underBasePath } from './base-path.js';
import { refuseForeignNames } from './foreign-names.js';
import { OwnNames } from './host-names.js';
import { NoStrayQueryGuard } from './no-stray-query.guard.js';
import { serveApiDescription } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';
import { requestLog } from './request-log.js';
import { Shutdown } from './shutdown.js';
import { refuseForeignWrites, securityHeaders } from './security.js';
import { validationPipe } from './validation.js';
import { askAnew, compressWholeAnswers } from './whole-answers.js';

/** Larger bodies are refused with 413: nothing the API takes comes near. */
const BODY_LIMIT = '1mb';

/** Files are taken as they are, whatever they are called. */
const UPLOAD = /^\/api\/v1\/(?:history\/imports|artworks)\/?(?:\?|$)/;
const isParsed = ({ url = '', headers }: IncomingMessage): boolean =>
  /^application\/json\b/i.test(headers['content-type'] ?? '') && !UPLOAD.test(url);

/** Node's own is five minutes: too short for a history of many years over the line of a phone. */
const ARRIVAL_LIMIT_MS = 60 * 60 * 1_000;

/** What lies beside the API. */
const OUTSIDE_API = ['stream/{*rest}', 'art/{*rest}', 'healthz', 'readyz', 'metrics'].map((path) => ({
  path,
  method: RequestMethod.ALL,
}));

/** An application and how to end it. */
export interface Application {
  readonly app: NestExpressApplication;
  /** Drains and closes it; the database is closed by whoever opened it. */
  readonly shutDown: () => Promise<void>;
}

/** The whole application, initialised but not listening; the server and the tests start the same. */
export async function createApp(
  loaded: LoadedConfig,
  database: Database,
  logger: LoggerService | false,
): Promise<Application> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(loaded, database), {
    logger,
    abortOnError: false,
    bodyParser: false,
  });
  const httpServer: Server = app.getHttpServer();
  httpServer.requestTimeout = ARRIVAL_LIMIT_MS;
  const { server } = loaded.config;
  app.disable('x-powered-by');
  if (server.trustedProxies.length > 0) app.set('trust proxy', server.trustedProxies);
  const shutdown = new Shutdown();
  app.use(shutdown.track);
  const metrics = app.get(HttpMetrics);
  metrics.watchOpen(() => shutdown.count());
  app.use(requestLog(metrics));
  app.use(compressWholeAnswers());
  app.use(refuseForeignNames(new OwnNames(server, developmentHosts(loaded.config)), app.get(Clock)));
  if (server.basePath !== '/') app.use(underBasePath(server.basePath));
  app.use(askAnew());
  usePages(app);
  const origins = foreignOrigins(loaded.config);
  if (origins.size > 0) app.enableCors({ origin: [...origins] });
  app.use(refuseForeignWrites(origins));
  app.useBodyParser('json', { limit: BODY_LIMIT, type: isParsed });
  setPrefix(app);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalGuards(new NoStrayQueryGuard());
  app.useGlobalPipes(validationPipe());
  serveApiDescription(app, loaded.installation.version, server.basePath);
  await app.init();
  useLastResort(app);
  return { app, shutDown: () => shutdown.run(app) };
}

/** The application's outline, enough to describe it: nothing in it is built. */
export async function createPreview(loaded: LoadedConfig): Promise<NestExpressApplication> {
  const nobody = Object.create(Database.prototype) as Database;
  const options = { logger: false, abortOnError: false, preview: true } as const;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(loaded, nobody), options);
  setPrefix(app);
  return app;
}

function setPrefix(app: NestExpressApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_API });
}

/** Headers on everything; the web app's pages, and its files in the form that the client likes best. */
function usePages(app: NestExpressApplication): void {
  const web = app.get(WebApp);
  const strict = securityHeaders([`'nonce-${web.styleNonce}'`]);
  // The page that browses the API brings inline styles of its own; scripts stay as strict there.
  const forDocs = securityHeaders(["'unsafe-inline'"]);
  app.use((request: Request, response: Response, next: NextFunction) => {
    (request.path.startsWith('/api/docs') ? forDocs : strict)(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      if (web.answer(request, response)) return;
      web.negotiate(request, response);
      next();
    });
  });
}

/** Other origins that may use the API: the public address, and the development server while developing. */
function foreignOrigins(config: PyxisConfig): Set<string> {
  const { server } = config;
  const origins = new Set<string>();
  if (server.publicUrl !== undefined) origins.add(new URL(server.publicUrl).origin);
  for (const host of developmentHosts(config)) origins.add(`http://${host}:${config.web.port}`);
  return origins;
}

/** Names under which the development server passes requests on; none otherwise. */
function developmentHosts({ web }: PyxisConfig): string[] {
  return process.env.NODE_ENV === 'development' ? ['localhost', '127.0.0.1', ...web.allowedHosts] : [];
}

/** Errors outside of routes (no such route, a body that cannot be parsed) are problem documents, too. */
function useLastResort(app: NestExpressApplication): void {
  const filter = new ProblemFilter();
  const contextOf = (request: Request, response: Response): ExecutionContextHost =>
    new ExecutionContextHost([request, response]);
  app.use((request: Request, response: Response) => {
    filter.catch(new NotFoundException(`There is nothing at ${request.path}.`), contextOf(request, response));
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    filter.catch(error, contextOf(request, response));
  });
}
