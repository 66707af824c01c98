import { FakeUpstream, type FakeAnswer, type FakeRequest } from './fake-upstream.js';

/** A service that answers everything with the same, as long as nothing goes wrong. */
export class PlainUpstream extends FakeUpstream {
  reply: FakeAnswer = { status: 200, body: '{"well":true}' };

  url(path = '/'): URL {
    return new URL(path, this.origin);
  }

  protected answer(_request: FakeRequest): FakeAnswer {
    return this.reply;
  }
}
