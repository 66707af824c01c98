export type ErrorKind =
  'invalid' | 'not-found' | 'conflict' | 'misdirected' | 'unsupported' | 'busy' | 'upstream' | 'unavailable';

/** One fault of one field of what a client sent. */
export interface FieldError {
  /** Name of the query parameter, or path of the body field (`artists.0.name`). */
  readonly field: string;
  readonly detail: string;
  /** Which fault it is, by a code that is never reworded; absent: only the detail tells. */
  readonly because?: string;
  /** What is allowed, as a number or a count (of characters, of elements): from this. */
  readonly least?: number;
  /** The same: up to this. */
  readonly most?: number;
}

/**
 * Something went wrong that a person or a client can be told about. Knows nothing of HTTP: `ProblemFilter` turns a
 * kind into a status.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  /** Clients branch on it: never reworded once released. */
  abstract readonly code: string;
  /** The sort of thing that happened, equal for all errors of one code. The message tells of this one. */
  abstract readonly title: string;
  readonly fields?: readonly FieldError[];
  /** Further members of the answer (RFC 9457 §3.2), which its code tells what to make of. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Seconds after which another try may succeed. */
  readonly retryAfterSeconds?: number;
}

/** What a sentence for people tells, for programs that say it in another language. */
export interface Cause {
  /** Of the problem: `upstream-timeout`. */
  readonly code: string;
  /** Whom it is about, by the name that people know: `SoundCloud`. */
  readonly service?: string;
  /** Which of several things that have one code. */
  readonly because?: string;
  /** Of what is not out yet: when it is. Epoch milliseconds; absent: nobody says. */
  readonly outAtMs?: number;
  /** How many, or how much, there may be at most. */
  readonly most?: number;
}

/** The same that its problem document has. */
export function causeOf({ code, more = {} }: DomainError): Cause {
  const { service, because, outAtMs, most } = more;
  return {
    code,
    ...(typeof service === 'string' && { service }),
    ...(typeof because === 'string' && { because }),
    ...(typeof outAtMs === 'number' && { outAtMs }),
    ...(typeof most === 'number' && { most }),
  };
}

/** The request names something that does not exist. */
export class NotFound extends DomainError {
  override readonly kind = 'not-found';
  override readonly code: string;
  override readonly title: string;

  /** @param what in singular, as a person says it: `album`, `track`, `scan` */
  constructor(what: string, id: string) {
    super(`There is no ${what} ${quote(id)} here.`);
    this.code = `${what.replaceAll(' ', '-')}-not-found`;
    this.title = `${what.charAt(0).toUpperCase()}${what.slice(1)} not found`;
  }
}

/** What was asked for cannot be understood. */
export class InvalidRequest extends DomainError {
  override readonly kind = 'invalid';
  override readonly code = 'invalid-request';
  override readonly title = 'Invalid request';

  constructor(override readonly fields: readonly FieldError[]) {
    super(fields.map(({ field, detail }) => `${field}: ${detail}`).join(' '));
  }
}

const QUOTE_LENGTH = 60;

/** Ids come from outside and may be very long. */
function quote(id: string): string {
  return id.length > QUOTE_LENGTH ? `“${id.slice(0, QUOTE_LENGTH)}…”` : `“${id}”`;
}
