import type { IncomingHttpHeaders } from 'node:http';

/** What tells one version of some bytes from another. */
export interface Validators {
  /** Strong: equal tags mean equal bytes. With its quotes. */
  readonly etag: string;
  /** Whole seconds, as HTTP has them, in epoch milliseconds. Absent where nobody says. */
  readonly lastModifiedMs?: number;
}

/** What the conditional headers of a GET or HEAD ask for, in the order of RFC 9110 §13.2.2. */
export function evaluate(headers: IncomingHttpHeaders, validators: Validators): 'proceed' | 'not-modified' | 'failed' {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const { lastModifiedMs = Number.NaN } = validators;
  if (match !== undefined) {
    if (!listHolds(match, validators.etag, 'strong')) return 'failed';
  } else if (instantOf(headers['if-unmodified-since']) < lastModifiedMs) return 'failed';
  if (noneMatch !== undefined) return listHolds(noneMatch, validators.etag, 'weak') ? 'not-modified' : 'proceed';
  return instantOf(headers['if-modified-since']) >= lastModifiedMs ? 'not-modified' : 'proceed';
}

/**
 * Whether a range may be sent although it comes with `If-Range` (RFC 9110 §13.1.5): compared strongly. A date has to be
 * exactly ours; that it is strong enough is what the client had to make sure of before it sent it.
 */
export function rangeHolds(headers: IncomingHttpHeaders, validators: Validators | undefined): boolean {
  const condition = headers['if-range'];
  if (typeof condition !== 'string') return true;
  return condition.trim() === validators?.etag || instantOf(condition) === validators?.lastModifiedMs;
}

function listHolds(list: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  if (list.trim() === '*') return true;
  const tags = list.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((tag) => (comparison === 'weak' ? tag.replace(/^W\//, '') : tag) === etag);
}

/** NaN where it is absent or not a date, so that no comparison holds. Entity tags are never read as dates. */
function instantOf(text: string | undefined): number {
  return text === undefined || text.includes('"') ? Number.NaN : Date.parse(text);
}
