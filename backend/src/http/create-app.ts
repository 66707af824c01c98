import { RequestMethod, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../app.module.js';
import { ProblemFilter } from '../common/index.js';
import type { LoadedConfig } from '../config/index.js';
import { Database } from '../database/index.js';
import { NoStrayQueryGuard } from './no-stray-query.guard.js';
import { serveApiDescription } from './openapi.js';
import { validationPipe } from './validation.js';

/** Larger bodies are refused with 413: nothing the API takes comes near. */
const BODY_LIMIT = '1mb';

/** What lies beside the API. */
const OUTSIDE_API = ['stream/{*rest}', 'art/{*rest}', 'healthz', 'readyz', 'metrics'].map((path) => ({
  path,
  method: RequestMethod.ALL,
}));

/** The whole application, neither initialised nor listening; the server and the tests start the same. */
export async function createApp(
  loaded: LoadedConfig,
  database: Database,
  logger: LoggerService | false,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(loaded, database), {
    logger,
    abortOnError: false,
    bodyParser: false,
  });
  app.useBodyParser('json', { limit: BODY_LIMIT });
  setPrefix(app);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalGuards(new NoStrayQueryGuard());
  app.useGlobalPipes(validationPipe());
  serveApiDescription(app, loaded.installation.version);
  return app;
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
