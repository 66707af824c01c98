import { DomainError } from '../../common/index.js';

export class TooManyShelves extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'too-many-shelves';
  override readonly title = 'Too many shelves';

  override readonly more: { readonly most: number };

  constructor(most: number) {
    super(`There is room for ${most} shelves. Remove some to save others.`);
    this.more = { most };
  }
}
