import { causeOf, type Clock } from '../common/index.js';
import { UpstreamError } from '../upstream/index.js';
import { AccessRefused, TryLater } from './service.js';

/**
 * The answer of a service, with what is in the way of one told as the outbox knows it.
 * @throws AccessRefused only a person can change what keeps it from answering
 * @throws TryLater
 */
export async function answerOf<T>(answer: Promise<T>, clock: Clock): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { reason, message, nextStep, retryAtMs } = error;
    if (reason === 'contact-missing') throw new AccessRefused(`${message} ${nextStep}`, causeOf(error));
    if (reason !== 'rate-limited' || retryAtMs === undefined) {
      throw new TryLater(message, 'failure', undefined, causeOf(error));
    }
    throw new TryLater(message, 'limit', retryAtMs - clock.nowMs(), causeOf(error));
  }
}
