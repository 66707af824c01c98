import { RemoteItems } from '../browse/index.js';
import type { SearchWish } from '../library/index.js';
import type { CapableSource, RemoteKind } from '../sources/index.js';
import { answerOf } from './found-items.js';
import { addressIn } from './pasted-links.js';
import type { SearchAnswer } from './search-answer.js';
import type { Searchable } from './search-registry.js';
import { SourceAnswers } from './source-answers.js';

/** One kind at one source: each is asked for itself, so that none waits for another. */
export class SourceSearch implements Searchable {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly [RemoteKind];
  readonly isLocal = false;

  constructor(
    private readonly asked: CapableSource<'search'>,
    private readonly kind: RemoteKind,
    private readonly answers: SourceAnswers,
    private readonly items: RemoteItems,
  ) {
    this.id = asked.source.id;
    this.name = asked.source.name;
    this.kinds = [kind];
  }

  async find({ query, limit, ownerId }: SearchWish, signal: AbortSignal): Promise<Partial<SearchAnswer>> {
    // An address is read, not looked for.
    if (addressIn(query)) return {};
    const { items } = await this.answers.page(this.asked, { query, kind: this.kind }, signal);
    return answerOf(await this.items.show(ownerId, this.id, items.slice(0, limit)));
  }
}
