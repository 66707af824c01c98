import { UpstreamError } from '../../../upstream/index.js';

interface Words {
  /** After the name of the station. */
  readonly says: string;
  readonly nextStep: string;
}

const NOTHING: Words = {
  says: 'has nothing at this address; look for another address of it',
  nextStep: 'Save another address of the station.',
};
const REFUSED: Words = {
  says: 'does not let this server listen: it may be open to some countries only, or to those with an account',
  nextStep: 'Save an address of the station that is open to you.',
};
/** What a service has in common with a station, and what is to be done about it, differ here. */
const WORDS: Readonly<Partial<Record<UpstreamError['reason'], Words>>> = {
  'not-found': NOTHING,
  gone: NOTHING,
  unauthorized: REFUSED,
  forbidden: REFUSED,
  'unsafe-address': {
    says: 'leads to an address that is not on the internet: in a private network only servers that the configuration names are asked',
    nextStep: 'If it is a server of your own, name it in the configuration of the source.',
  },
};

/** The same error in words that fit an address that a person has saved. @param name what a person calls the station */
export function asRefusal(error: UpstreamError, name: string): UpstreamError {
  const { reason, retryAtMs, answer } = error;
  const words = WORDS[reason];
  if (!words) return error;
  return new UpstreamError(reason, name, {
    ...words,
    because: 'station',
    ...(retryAtMs !== undefined && { retryAtMs }),
    ...(answer && { answer }),
  });
}
