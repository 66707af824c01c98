import { HttpErrorResponse } from '@angular/common/http';
import { said } from '../locale/server/server-words';

/** A problem document (RFC 9457) as the server sends it. */
interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  errors?: { field: string; detail: string }[];
}

/** What the type of a problem begins with, before its code. */
const PROBLEM = 'urn:pyxis:problem:';

/** What went wrong in words for a person, and whether doing the same again may help. */
export interface Failure {
  message: string;
  /** Doing nothing but trying again can work: the network, a busy or restarting server. */
  canRetry: boolean;
  isNotFound: boolean;
}

/** Turns whatever a request failed with into a sentence that says what happened and what to do. */
export function explain(error: unknown): Failure {
  const response = asHttpError(error);
  if (!response) {
    return { message: $localize`Something in this page failed. Load it again.`, canRetry: true, isNotFound: false };
  }
  const problem = problemOf(response);
  const code = codeOf(problem);
  const ofFields = problem.errors?.map((error) => said({ ...error, code }, error.detail)).join(' ');
  const detail = ofFields || said({ ...problem, code }, problem.detail);
  const isNotFound = response.status === 404;
  if (isServerAway(response)) return { message: offline(), canRetry: true, isNotFound };
  if (isNotFound) {
    return { message: detail ?? $localize`This is not in the library any more.`, canRetry: false, isNotFound };
  }
  if (response.status === 503) {
    return { message: detail ?? $localize`The server is busy. Try again in a moment.`, canRetry: true, isNotFound };
  }
  // 502 with a problem: a program of the server failed at it, such as ffmpeg.
  if (response.status >= 500 && (response.status !== 502 || detail === undefined)) {
    return { message: $localize`The server failed at this. Try again; its log says why.`, canRetry: true, isNotFound };
  }
  return { message: detail ?? problem.title ?? $localize`The server refused this.`, canRetry: false, isNotFound };
}

function offline(): string {
  return $localize`Pyxis cannot be reached. Check that the server runs and that you are on its network.`;
}

/** Which problem the server told of: the end of its `urn:pyxis:problem:…`; undefined when it told of none. */
export function problemCode(error: unknown): string | undefined {
  const response = asHttpError(error);
  return response && codeOf(problemOf(response));
}

function codeOf({ type }: Problem): string | undefined {
  return type?.startsWith(PROBLEM) ? type.slice(PROBLEM.length) : undefined;
}

/** What else a problem tells by that name, to be looked at before it is used; undefined when it tells nothing. */
export function problemMember(error: unknown, name: string): unknown {
  const response = asHttpError(error);
  return response && new Map<string, unknown>(Object.entries(problemOf(response))).get(name);
}

/** Whether the answer means that nobody is there: no answer at all, or a proxy that says so. What the server itself says is none. */
export function isServerAway(error: unknown): boolean {
  const response = asHttpError(error);
  return response !== undefined && [0, 502, 504].includes(response.status) && problemCode(response) === undefined;
}

/** Whether what was sent makes no sense to the server, and never will. */
export function isInvalid(error: unknown): boolean {
  return [400, 413].includes(asHttpError(error)?.status ?? 0);
}

/**
 * Whether doing the same again in a moment is likely to help: the server says when, or something before it does not let
 * anybody in for now. What it has put into words without a time does not pass by itself.
 */
export function isBusy(error: unknown): boolean {
  const response = asHttpError(error);
  if (response?.status !== 503 && response?.status !== 429) return false;
  return response.headers.has('Retry-After') || problemOf(response).detail === undefined;
}

function asHttpError(error: unknown): HttpErrorResponse | undefined {
  if (error instanceof HttpErrorResponse) return error;
  // Resources wrap what they failed with when it is read in a place that wants an Error.
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof HttpErrorResponse ? cause : undefined;
}

function problemOf(response: HttpErrorResponse): Problem {
  const body: unknown = typeof response.error === 'string' ? parse(response.error) : response.error;
  return typeof body === 'object' && body !== null && !(body instanceof ProgressEvent) ? body : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
