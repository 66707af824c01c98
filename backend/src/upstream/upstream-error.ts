import { DomainError } from '../common/index.js';
import { reasonOf, type ReasonCode } from './reasons.js';

/** An answer with everything of it. */
export interface Answer<Body> {
  readonly status: number;
  /** By lower-case name; of several with one name, joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** Where it was sent on to before it was answered, hop by hop; absent where it was not. */
  readonly redirects?: readonly Redirect[];
}

/** An answer that sends elsewhere. */
export interface Redirect {
  /** 301 and 308 mean it for ever (RFC 9110 §15.4). */
  readonly status: number;
  readonly to: URL;
}

export interface UpstreamErrorDetails {
  /** After the name of the service; absent: as `REASONS` has it. Holds no secret, and no address. */
  readonly says?: string;
  /** Absent: as `REASONS` has it. */
  readonly nextStep?: string;
  /** What `says` and `nextStep` are about where they are not those of `REASONS`: a code that is never reworded. */
  readonly because?: string;
  /** Epoch milliseconds; before that no call is made. */
  readonly retryAtMs?: number;
  /** What it answered, where its status is the fault. */
  readonly answer?: Answer<Buffer>;
}

/** A call to a service outside failed. The message is for people and never holds a secret. */
export class UpstreamError extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code: `upstream-${ReasonCode}`;
  override readonly more: { readonly service: string; readonly because?: string };
  override readonly title = 'A service outside does not answer as it should';
  readonly nextStep: string;
  /** Epoch milliseconds; before that no call is made. */
  retryAtMs?: number;
  /** What it answered, where its status is the fault. */
  readonly answer?: Answer<Buffer>;

  /** @param name what a person calls the service */
  constructor(
    readonly reason: ReasonCode,
    name: string,
    { says, nextStep, because, retryAtMs, answer }: UpstreamErrorDetails = {},
  ) {
    super(`${name} ${says ?? reasonOf(reason).says}.`);
    this.code = `upstream-${reason}`;
    this.more = { service: name, ...(because !== undefined && { because }) };
    this.nextStep = nextStep ?? reasonOf(reason).nextStep;
    if (retryAtMs !== undefined) this.retryAtMs = retryAtMs;
    if (answer) this.answer = answer;
  }
}
