import { Logger } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DomainError, type Clock } from '../common/index.js';
import { askedNames, type OwnNames } from './host-names.js';

/** The request came under a name that this server does not have. */
class UnknownHost extends DomainError {
  override readonly kind = 'misdirected';
  override readonly code = 'unknown-host';
  override readonly title = 'Unknown host name';

  constructor(name: string) {
    super(
      `Pyxis is not known as ${name}. If that is its name, add it to server.allowedHosts ` +
        '(PYXIS_SERVER_ALLOWED_HOSTS); behind a proxy, set server.publicUrl to the address people use.',
    );
  }
}

/** There is no telling under which name the request came. */
class MalformedHost extends DomainError {
  override readonly kind = 'invalid';
  override readonly code = 'malformed-host';
  override readonly title = 'Malformed host name';

  constructor() {
    super('There must be one Host header with one name. A proxy in front must replace this header, not add another.');
  }
}

/** Refusals are told at most this often; each name once. Somebody may knock all day. */
const TOLD_PER_WINDOW = 10;
const WINDOW_MS = 10 * 60 * 1_000;

/**
 * Refuses requests under any name but this server's own, whatever address it listens on: a web page can point a name of
 * its own at this server, and would then count as ours and could read and change everything (DNS rebinding).
 */
export function refuseForeignNames(ownNames: OwnNames, clock: Clock): RequestHandler {
  const tell = boundedLog(clock);
  return (request: Request, response: Response, next: NextFunction) => {
    const names = askedNames(request, isFromTrustedProxy(request));
    const foreign = names?.find((name) => !ownNames.has(name));
    if (names !== undefined && foreign === undefined) return next();
    const refusal = foreign === undefined ? new MalformedHost() : new UnknownHost(foreign);
    tell(`Refused a request. ${refusal.message}`);
    if (foreign === undefined || !isForPerson(request)) return next(refusal);
    response
      .status(421)
      .set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" })
      .type('text/html')
      .send(pageFor(foreign));
  };
}

function isFromTrustedProxy({ app, socket }: Request): boolean {
  const isTrusted = app.get('trust proxy fn') as (address: string | undefined, hop: number) => boolean;
  return isTrusted(socket.remoteAddress, 0);
}

/** Somebody typed or followed an address and looks at the answer. */
function isForPerson({ method, headers }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}

function boundedLog(clock: Clock): (line: string) => void {
  const logger = new Logger('http');
  const told = new Set<string>();
  let endsAtMs = 0;
  return (line) => {
    const nowMs = clock.nowMs();
    if (nowMs >= endsAtMs) {
      told.clear();
      endsAtMs = nowMs + WINDOW_MS;
    }
    if (told.has(line) || told.size >= TOLD_PER_WINDOW) return;
    told.add(line);
    logger.log(line);
  };
}

/** @param name of letters, digits, `.`, `-` and `_`: nothing in it means anything in HTML, YAML or a shell */
function pageFor(name: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Pyxis does not know this name</title>
</head>
<body>
<h1>Pyxis does not know the name ${name}</h1>
<p>A Pyxis server is here, but nobody told it that it has this name. It answers to names it knows only: otherwise any web
page could point a name of its own at this server, and read and change everything in it.</p>
<p>If the server is yours and the name is right, add it to the configuration and start Pyxis again:</p>
<pre>server:
  allowedHosts:
    - ${name}</pre>
<p>The environment variable <code>PYXIS_SERVER_ALLOWED_HOSTS=${name}</code> does the same. If a reverse proxy is in front,
set <code>server.publicUrl</code> to the address that people use instead.</p>
<p>Until then, use the server’s IP address, or its name without a dot.</p>
</body>
</html>
`;
}
