import { Logger } from '@nestjs/common';
import { fieldsOf, recordOf, type Fields } from '../../../common/index.js';
import { messageFrom, UpstreamError, type Upstream } from '../../../upstream/index.js';
import { encryptBody } from './cipher.js';
import { PandoraRefusal, problemOf } from './problems.js';

/** One call of the JSON API. */
export interface PandoraCall {
  readonly method: string;
  /** Beside the method, in the address: who asks. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body: Fields;
  /** Absent: it is said in clear, as the first call of all is. */
  readonly key?: string;
  /** It changes nothing: where no answer comes it is asked again. */
  readonly onlyReads: boolean;
  readonly signal: AbortSignal;
}

export interface PandoraProtocolOptions {
  /** Where all calls go to. */
  readonly baseUrl: string;
  /** Who the service takes us for: it lets only those in that it knows. */
  readonly userAgent: string;
}

/** The JSON API, version 5: every call is a POST, and every answer has status 200. */
export class PandoraProtocol {
  private readonly logger = new Logger('pandora');

  constructor(
    private readonly upstream: Upstream,
    private readonly options: PandoraProtocolOptions,
  ) {}

  /**
   * @returns what it answered; nothing where the method gives nothing
   * @throws PandoraRefusal it answered that it does not do it
   * @throws UpstreamError it did not answer, or with something that is none of its answers
   */
  async call({ method, query, body, key, onlyReads, signal }: PandoraCall): Promise<Fields> {
    const { baseUrl, userAgent } = this.options;
    const url = new URL(baseUrl);
    for (const [name, value] of Object.entries({ method, ...query })) url.searchParams.set(name, value);
    const text = JSON.stringify(body);
    const answer = await this.upstream.json({
      url,
      method: 'POST',
      ...(onlyReads && { onlyReads }),
      headers: { 'Content-Type': 'text/plain', 'User-Agent': userAgent },
      body: key === undefined ? text : encryptBody(key, text),
      signal,
    });
    return this.resultOf(method, recordOf(answer.body), secretsIn(query, body));
  }

  private resultOf(method: string, envelope: Fields | undefined, secrets: readonly string[]): Fields {
    if (envelope?.stat === 'ok') return fieldsOf(envelope.result);
    const code = Number(envelope?.code ?? Number.NaN);
    if (envelope?.stat !== 'fail' || !Number.isSafeInteger(code)) {
      this.upstream.note('broken-answer');
      throw new UpstreamError('broken-answer', this.upstream.name);
    }
    const refusal = new PandoraRefusal(problemOf(code, method));
    if (refusal.details.isStrange) {
      const says = messageFrom(envelope.message, secrets) ?? 'nothing';
      this.logger.warn(`Pandora refuses ${method} by code ${code}, and says: ${says}`);
    }
    throw refusal;
  }
}

/** What an answer may echo and no log is to have. */
function secretsIn(query: Readonly<Record<string, string>> = {}, { password, username }: Fields): string[] {
  return [query.auth_token, password, username].filter((value) => typeof value === 'string');
}
