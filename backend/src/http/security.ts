import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { DomainError } from '../common/index.js';

/** A page of another site tried to change something. */
class ForeignOrigin extends DomainError {
  override readonly kind = 'invalid';
  override readonly code = 'foreign-origin';
  override readonly title = 'Foreign origin';
}

/**
 * Security headers. Scripts come from this server and from nowhere else, inline ones not at all; styles likewise, but
 * for style attributes and Angular's component styles, which carry the page's nonce (web-app.ts).
 * @param styleSources further sources of styles
 */
export function securityHeaders(styleSources: readonly string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", ...styleSources],
        styleSrcAttr: ["'unsafe-inline'"],
        // blob: and data: are small pictures the page makes itself: previews, generated covers.
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    // Covers and audio may be used by players in pages of the same household, never read by scripts of other sites.
    crossOriginResourcePolicy: { policy: 'same-site' },
    // Without HTTPS the browser ignores these two and complains in its console; a proxy with HTTPS sets the first itself.
    strictTransportSecurity: false,
    originAgentCluster: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'sameorigin' },
    // For browsers of another age.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xDnsPrefetchControl: false,
    xXssProtection: false,
  });
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that pages of other sites ask for. The server trusts whoever reaches it, so without this any web page
 * that a person looks at could change their library. Programs send no such headers and pass.
 * @param allowedOrigins origins that count as ours beside the address the request came to
 */
export function refuseForeignWrites(allowedOrigins: ReadonlySet<string>): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (SAFE_METHODS.has(request.method)) return next();
    const origin = request.get('origin');
    const isOurs = origin === undefined || allowedOrigins.has(origin) || hostOf(origin) === request.get('host');
    const isCrossSite = origin === undefined && request.get('sec-fetch-site') === 'cross-site';
    if (isOurs && !isCrossSite) return next();
    next(new ForeignOrigin('Only pages of this server may change anything. Behind a proxy, set server.publicUrl.'));
  };
}

/** `null` (a sandboxed frame, a file) and everything else that is no address has none. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
