import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Installation, ServerConfig } from '../config/index.js';

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
/**
 * The build puts a hash of eight letters and digits into the name of every file that may change. One with small letters
 * only is more likely a word (`icon-maskable.png`); if it is a hash, all that is lost is some caching.
 */
const HASHED = /-(?=[a-z]*[A-Z\d_-])[\w-]{8}\.[a-z\d]+$/;
/** Never pages of the web app: an unknown address there is an error, not a page. */
const RESERVED = /^\/(?:api|stream|art|rest|healthz|readyz|metrics)(?:\/|$)/;
const YEAR_SECONDS = 31_536_000;

const WITHOUT_BUILD = `Pyxis is running, but its web app has not been built.

npm start builds it; so does npm run build:frontend. The HTTP interface is at api/docs.
`;

/** The compiled web app: which request is for which of its files. The files themselves are sent by ServeStaticModule. */
@Injectable()
export class WebApp {
  /**
   * Angular marks the styles of its components with it. One per run is enough: scripts are never allowed by it, and
   * with a new one for each answer the page could be neither compressed in advance nor revalidated.
   */
  readonly styleNonce = randomBytes(16).toString('base64url');
  private readonly files: ReadonlySet<string>;
  private readonly page?: string;

  constructor(installation: Installation, { basePath }: ServerConfig) {
    const { webFolder } = installation;
    this.files = new Set(filesBelow(webFolder));
    if (this.files.has('/index.html')) {
      this.page = this.adapt(readFileSync(join(webFolder, 'index.html'), 'utf8'), basePath);
    } else {
      new Logger('web app').warn(
        'There is no web build: the server runs without the web app (npm run build makes it).',
      );
    }
  }

  /** Answers requests for pages. @returns whether it did */
  answer(request: Request, response: Response): boolean {
    const { path } = request;
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    if (this.page === undefined) {
      if (path !== '/') return false;
      response.type('text/plain').send(WITHOUT_BUILD);
      return true;
    }
    const isPage = path === '/' || path === '/index.html' || isNavigation(request);
    // Express adds a validator and answers 304 by it.
    if (isPage) response.setHeader('Cache-Control', 'no-cache').type('text/html').send(this.page);
    return isPage;
  }

  /** Points a request for a file at its compressed twin when there is one that the client understands. */
  negotiate(request: Request, response: Response): void {
    const { path } = request;
    if (!this.files.has(path) || (!this.files.has(`${path}.br`) && !this.files.has(`${path}.gz`))) return;
    response.vary('Accept-Encoding');
    // Browsers name them all without a preference: the smaller one first.
    const best = ENCODINGS.find(([name, ending]) => this.files.has(path + ending) && request.acceptsEncodings(name));
    if (!best) return;
    const [encoding, ending] = best;
    request.url = path + ending;
    response.setHeader('Content-Encoding', encoding).type(extname(path));
  }

  private adapt(page: string, basePath: string): string {
    return page
      .replace(/<base href="[^"]*"/, `<base href="${basePath}"`)
      .replace(/<(px-[a-z-]+)/, `<$1 ngCspNonce="${this.styleNonce}"`);
  }
}

/** `Cache-Control` of a file of the build, which may be a compressed twin. */
export function cacheControl(file: string): string {
  const name = file.replace(/\.(?:br|gz)$/, '');
  return HASHED.test(name) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
}

/** Somebody typed or followed an address: the app's router knows what it is. Anything with a dot is a file. */
function isNavigation({ path, headers }: Request): boolean {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return !RESERVED.test(path) && !last.includes('.') && (headers.accept ?? '').includes('text/html');
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
