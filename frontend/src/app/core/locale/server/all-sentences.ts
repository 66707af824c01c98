import type { Facts, Sentences } from './server-words';
import { FIELD_SENTENCES } from './field-sentences';
import { IMPORT_SENTENCES } from './import-sentences';
import { GONE_SENTENCES, nothingHere, PROBLEM_SENTENCES, STATE_SENTENCES } from './problem-sentences';
import { SOURCE_SENTENCES } from './source-sentences';
import { UPSTREAM_SENTENCES } from './upstream-sentences';

/** By code, or by `code/because`: each is a code that the server has, which `scripts/server-words.mjs` looks after. */
export const SENTENCES = {
  ...UPSTREAM_SENTENCES,
  ...SOURCE_SENTENCES,
  ...PROBLEM_SENTENCES,
  ...GONE_SENTENCES,
  ...STATE_SENTENCES,
  ...FIELD_SENTENCES,
  ...IMPORT_SENTENCES,
} as const;

const KNOWN: ReadonlyMap<string, (facts: Facts) => Sentences> = new Map(Object.entries(SENTENCES));

/** The sentences for a code; states of services have that of a call without what stands before it (`timeout`). */
export function findSentences(code: string, facts: Facts): Sentences | undefined {
  const { because } = facts;
  const names = [code, `upstream-${code}`, code.replace(/^feed-/, 'upstream-')];
  const precise = typeof because === 'string' ? names.map((name) => `${name}/${because}`) : [];
  const known = [...precise, ...names].flatMap((name) => KNOWN.get(name) ?? [])[0];
  if (known) return known(code.startsWith('feed-') ? { service: $localize`The feed`, ...facts } : facts);
  return code.endsWith('-not-found') ? nothingHere() : undefined;
}
