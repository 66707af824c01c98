import { DomainError } from '../common/index.js';

export class StationSaved extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'station-saved';
  override readonly title = 'Station saved already';

  override readonly more: { readonly name: string };

  constructor(name: string) {
    super(`“${name}” is among your stations already.`);
    this.more = { name };
  }
}

export class TooManyStations extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'too-many-stations';
  override readonly title = 'Too many stations';

  override readonly more: { readonly most: number };

  constructor(most: number) {
    super(`There is room for ${most} stations. Remove some to save others.`);
    this.more = { most };
  }
}

export class NoRadio extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'radio-off';
  override readonly title = 'Radio is switched off';

  constructor() {
    super('The source “radio” is switched off. Set sources.radio.enabled to true.');
  }
}
