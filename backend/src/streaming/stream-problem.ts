import type { IncomingMessage, ServerResponse } from 'node:http';

/** A problem of HTTP itself, which has no meaning outside of this module. */
abstract class StreamProblem {
  abstract readonly status: number;
  abstract readonly title: string;
  abstract readonly detail: string;
}

/** None of the bytes asked for exist (416). */
export class RangeNotSatisfiable extends StreamProblem {
  override readonly status = 416;
  override readonly title = 'Range not satisfiable';
  override readonly detail: string;

  constructor(sizeBytes: number) {
    super();
    this.detail = `There are ${sizeBytes} bytes; the range asked for is not among them.`;
  }
}

/** The client wanted another version (412). */
export class PreconditionFailed extends StreamProblem {
  override readonly status = 412;
  override readonly title = 'Precondition failed';
  override readonly detail = 'The file is not the version that was asked for.';
}

/** Answers with a problem document (RFC 9457), keeping the headers that were set. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, problem: StreamProblem): void {
  const { status, title, detail } = problem;
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  response.writeHead(status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
