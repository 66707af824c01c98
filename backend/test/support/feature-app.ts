import { type INestApplication, type Provider, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { expect } from 'vitest';
import { Directories } from '../../src/config/index.js';
import { DatabaseModule, type Database } from '../../src/database/index.js';
import { NoStrayQueryGuard } from '../../src/http/no-stray-query.guard.js';
import { ProblemFilter } from '../../src/http/problem.filter.js';
import { validationPipe } from '../../src/http/validation.js';
import { IdentityPass, ScanRunner } from '../../src/library/index.js';
import { SOURCE_ADAPTERS, type SourceAdapter } from '../../src/sources/index.js';
import { FakeCollection } from './fake-collection.js';
import { surroundings } from './surroundings.js';

/** A few modules behind HTTP, over a library of fake files. */
export interface FeatureApp {
  readonly app: INestApplication<Server>;
  readonly files: FakeCollection;
  /** The data folder; goes with the application. */
  readonly data: string;
  close(): Promise<void>;
  /** Takes in what `files` has, and identifies it. */
  scan(): Promise<void>;
  /** The body of a GET that succeeds. @param path below /api/v1 */
  get<Body>(path: string): Promise<Body>;
  send(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  /** Posts a file as it is. */
  upload(path: string, content: Buffer | string): Promise<Response>;
}

/**
 * @param instead what the modules are handed instead of the usual, such as another clock
 * @param sources beside the library's
 */
export async function startFeatureApp(
  database: Database,
  modules: readonly Type[],
  instead: readonly Provider[] = [],
  sources: readonly SourceAdapter[] = [],
): Promise<FeatureApp> {
  const data = mkdtempSync(join(tmpdir(), 'pyxis-feature-'));
  const directories = Object.assign(new Directories(), { data, cache: join(data, 'cache') });
  const files = new FakeCollection();
  const testing = await Test.createTestingModule({
    imports: [
      surroundings([{ provide: Directories, useValue: directories }, ...instead]),
      DatabaseModule.of(database),
      ...modules,
    ],
  })
    .overrideProvider(SOURCE_ADAPTERS)
    .useValue([files, ...sources])
    .compile();
  const app = testing.createNestApplication<INestApplication<Server>>({ logger: false });
  app.setGlobalPrefix('api/v1');
  app.useGlobalPipes(validationPipe());
  app.useGlobalGuards(new NoStrayQueryGuard());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  const send: FeatureApp['send'] = (method, path, body, headers = {}) =>
    request(app.getHttpServer())[method](`/api/v1${path}`).set(headers).send(body);
  return {
    app,
    files,
    data,
    async close() {
      await app.close();
      rmSync(data, { recursive: true });
    },
    send,
    upload: (path, content) =>
      request(app.getHttpServer())
        .post(`/api/v1${path}`)
        .set('Content-Type', 'application/octet-stream')
        .send(Buffer.from(content)),
    async scan() {
      app.get(ScanRunner).start({ trigger: 'manual' });
      await app.get(ScanRunner).settled();
      await app.get(IdentityPass).complete();
    },
    async get<Body>(path: string) {
      const response = await send('get', path);
      expect(response.status, JSON.stringify(response.body)).toBe(200);
      return response.body as Body;
    },
  };
}
