import type { FieldName, TagFields } from '../../tags/index.js';

export function wholeNumber(text: string | undefined): number | undefined {
  const value = text === undefined ? 0 : Number.parseInt(text, 10);
  return value > 0 && value < 10_000 ? value : undefined;
}

/** “3”, “3/12”, “03 of 12”. */
export function position(fields: TagFields, number: FieldName, total: FieldName): { number?: number; total?: number } {
  const [, first, second] = /^(\d{1,4})(?:\s*(?:\/|of)\s*(\d{1,4}))?/.exec(fields.first(number) ?? '') ?? [];
  return {
    number: wholeNumber(first),
    total: wholeNumber(second) ?? wholeNumber(fields.first(total)),
  };
}
