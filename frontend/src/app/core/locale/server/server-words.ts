/**
 * What the server says is English, with a code beside it. In another language the page makes the sentence from that code; all
 * that can be said so comes with the words of the language, and nothing of it is loaded for English, in which the server's own
 * sentence tells most.
 */

/** What the server tells beside a code, such as names and numbers: it is looked at before it is used. */
export type Facts = Readonly<Record<string, unknown>>;

/** What is the matter, and what can be done where there is something to say of that. */
export type Sentences = readonly [what: string, nextStep?: string | undefined];

let find: ((code: string, facts: Facts) => Sentences | undefined) | undefined;

/** @param known the sentences for a code; undefined: the server's own are shown */
export function learnServerWords(known: typeof find): void {
  find = known;
}

/** Something that the server tells with a code beside it: a problem, how a source is doing. */
export type Coded = Facts & { readonly code?: string | undefined };

/**
 * In the language of the page, where there are words for the code; else as the server says it.
 * @param own what the server says
 */
export function said<Own extends string | undefined>(told: Coded | undefined, own: Own): string | Own {
  return (
    sentencesOf(told)
      ?.filter((part) => part !== undefined)
      .join(' ') ?? own
  );
}

/** The same without what can be done. */
export function saidBriefly<Own extends string | undefined>(told: Coded | undefined, own: Own): string | Own {
  return sentencesOf(told)?.[0] ?? own;
}

function sentencesOf(told: Coded | undefined): Sentences | undefined {
  return told?.code === undefined ? undefined : find?.(told.code, told);
}
