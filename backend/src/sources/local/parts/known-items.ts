import type { CollectedItem } from '../../collection.js';
import { fileOf, likeness, placeOf, type PartSpan } from './part-locator.js';

/** From here on two parts are the same song, whose borders somebody has corrected. */
const LEAST_LIKENESS = 0.5;

/** What was known of a folder before, by file. */
export class KnownItems {
  private readonly partLocators = new Map<string, string[]>();

  /** @param versions by locator */
  constructor(private readonly versions: ReadonlyMap<string, string>) {
    for (const locator of versions.keys()) {
      const file = fileOf(locator);
      if (file === locator) continue;
      const parts = this.partLocators.get(file);
      if (parts) parts.push(locator);
      else this.partLocators.set(file, [locator]);
    }
  }

  /** Locators of the parts that were known of a file. */
  partsOf(file: string): readonly string[] {
    return this.partLocators.get(file) ?? [];
  }

  /** Locators of what was known of a file, if all of it is of this version. */
  of(file: string, version: string): readonly string[] | undefined {
    const parts = this.partsOf(file);
    const known = this.versions.has(file) ? [file, ...parts] : parts;
    return known.length > 0 && known.every((locator) => this.versions.get(locator) === version) ? known : undefined;
  }

  /** The items of a file; a part whose borders have moved says what it was before. */
  recognised(file: string, items: readonly CollectedItem[]): readonly CollectedItem[] {
    const before = this.partsOf(file);
    if (before.length === 0 || items.length < 2) return items;
    const now = new Set(items.map(({ locator }) => locator));
    const left = new Map<string, PartSpan>();
    for (const locator of before) {
      const part = now.has(locator) ? undefined : placeOf(locator)?.part;
      if (part) left.set(locator, part);
    }
    return items.map((item) => {
      if (item.kind !== 'track' || this.versions.has(item.locator)) return item;
      const formerly = mostAlike(item.locator, left);
      if (formerly === undefined) return item;
      left.delete(formerly);
      return { ...item, formerly };
    });
  }
}

function mostAlike(locator: string, others: ReadonlyMap<string, PartSpan>): string | undefined {
  const part = others.size === 0 ? undefined : placeOf(locator)?.part;
  if (!part) return undefined;
  let best: { locator: string; likeness: number } | undefined;
  for (const [other, otherPart] of others) {
    const alike = likeness(part, otherPart);
    if (alike > (best?.likeness ?? LEAST_LIKENESS)) best = { locator: other, likeness: alike };
  }
  return best?.locator;
}
