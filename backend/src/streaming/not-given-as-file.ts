import { DomainError } from '../common/index.js';

/** Its source lets audio be heard, and not be taken away. */
export class NotGivenAsFile extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'not-given-as-file';
  override readonly title = 'Not given as a file';

  override readonly more: { readonly service: string };

  constructor(source: string) {
    super(`${source} does not give its music as files. Keep it at home to have it without the internet.`);
    this.more = { service: source };
  }
}
