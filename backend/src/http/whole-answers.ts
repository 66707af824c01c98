import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

/** Below, an answer fits into one packet either way. */
const LEAST_BYTES = 1_024;
/** What is made for one request; files of the build were compressed with it, and audio and pictures are compressed already. */
const COMPRESSED = /^(?:application\/(?:[\w.-]+\+)?json|text\/html)\b/;
/** 500 tracks, 195 kB, become 13 kB in 1 ms; the best level takes three times as long for 11 kB. */
const LEVEL = constants.Z_BEST_SPEED;
const compressed = promisify(gzip);

/**
 * Sends answers that are at hand as a whole, JSON above all, compressed to who understands it. What is sent in pieces as
 * it comes (audio, events, exports) passes untouched: only the one call that sends and ends is looked at.
 */
export function compressWholeAnswers(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const end = response.end.bind(response) as (chunk?: unknown, encoding?: unknown, done?: unknown) => Response;
    response.end = ((chunk?: unknown, encoding?: unknown, done?: unknown) => {
      const body = bodyOf(chunk, encoding);
      if (!body || response.headersSent || !isCompressible(response)) return end(chunk, encoding, done);
      response.vary('Accept-Encoding');
      if (body.length < LEAST_BYTES || !request.acceptsEncodings('gzip')) return end(chunk, encoding, done);
      void compressed(body, { level: LEVEL }).then((smaller) => {
        response.setHeader('Content-Encoding', 'gzip').setHeader('Content-Length', smaller.length);
        end(smaller);
      });
      return response;
    }) as Response['end'];
    next();
  };
}

/** Answers of the API may be kept, and are asked for anew by their ETag each time: what has not changed is not sent again. */
export function askAnew(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.method === 'GET' && request.path.startsWith('/api/')) {
      response.setHeader('Cache-Control', 'private, no-cache');
    }
    next();
  };
}

function bodyOf(chunk: unknown, encoding: unknown): Buffer | undefined {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  }
  return Buffer.isBuffer(chunk) ? chunk : undefined;
}

function isCompressible(response: Response): boolean {
  return COMPRESSED.test(String(response.getHeader('Content-Type'))) && !response.hasHeader('Content-Encoding');
}
