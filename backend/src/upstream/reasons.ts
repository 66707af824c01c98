import type { HealthState } from '../common/index.js';

interface Reason {
  /** The state of the service after a call that ended so; absent where the call tells nothing about the service. */
  readonly state?: HealthState;
  /** The service does not work as it should: the call may be repeated, and the circuit breaker counts it. */
  readonly isUnwell?: true;
  /** What happened, after the name of the service. */
  readonly says: string;
  /** What a person can do. */
  readonly nextStep: string;
}

const BY_ITSELF = 'Nothing is to be done: it is asked again by itself.';
const NETWORK = 'It is asked again by itself. If it stays so, look at the network of this machine and at its address.';
const DEFECT = 'It is asked again by itself. If it stays so, look for a newer Pyxis.';
const ADDRESS = 'Look at its address in the configuration.';

/** Everything that can be in the way of a service, by the code that clients and metrics know it by: never reworded. */
export const REASONS = {
  'contact-missing': {
    state: 'unavailable',
    says: 'refuses calls that do not say whom to contact',
    nextStep:
      'Set server.contact to your e-mail address or the address of a web page, or set server.publicUrl, and start Pyxis again.',
  },
  unauthorized: {
    state: 'unavailable',
    says: 'does not accept the credentials',
    nextStep: 'Look at the secrets that Pyxis was given for it.',
  },
  forbidden: {
    state: 'degraded',
    says: 'refuses what it was asked',
    nextStep: 'Look at the account there. It may also have blocked the address of this machine.',
  },
  'not-found': { state: 'ok', says: 'has nothing there', nextStep: ADDRESS },
  gone: { state: 'ok', says: 'no longer has what it was asked for', nextStep: 'It was taken away for good.' },
  rejected: { state: 'ok', says: 'did not accept the call', nextStep: DEFECT },
  /** Whether that is a fault, only whoever asked knows: with something else it may be accepted. */
  'not-accepted': { says: 'did not accept what it was asked with', nextStep: DEFECT },
  'rate-limited': { state: 'unavailable', says: 'has had enough for now', nextStep: BY_ITSELF },
  'server-error': { state: 'degraded', isUnwell: true, says: 'has a fault of its own', nextStep: BY_ITSELF },
  timeout: { state: 'degraded', isUnwell: true, says: 'did not answer in time', nextStep: NETWORK },
  silence: { state: 'degraded', isUnwell: true, says: 'fell silent', nextStep: NETWORK },
  unreachable: { state: 'degraded', isUnwell: true, says: 'cannot be reached', nextStep: NETWORK },
  'bad-certificate': {
    state: 'degraded',
    says: 'has a certificate that is not valid',
    nextStep: 'Look at the clock of this machine and at the address of the service: somebody may stand in between.',
  },
  'broken-answer': {
    state: 'degraded',
    isUnwell: true,
    says: 'answered with something that breaks off or makes no sense',
    nextStep: BY_ITSELF,
  },
  'wrong-type': { state: 'degraded', says: 'answered with another kind of thing', nextStep: ADDRESS },
  'too-large': { state: 'degraded', says: 'answered with more than it should', nextStep: DEFECT },
  'bad-redirect': { state: 'degraded', says: 'sends elsewhere', nextStep: ADDRESS },
  'unsafe-address': {
    state: 'degraded',
    says: 'leads to an address that is not on the internet',
    nextStep: `${ADDRESS} Only an address that stands there may lie in a private network; look at the name server, too.`,
  },
  busy: { says: 'was not asked: too many other calls wait for it', nextStep: BY_ITSELF },
  aborted: { says: 'was not waited for', nextStep: BY_ITSELF },
} as const satisfies Readonly<Record<string, Reason>>;

export type ReasonCode = keyof typeof REASONS;

export function reasonOf(code: ReasonCode): Reason {
  return REASONS[code];
}
