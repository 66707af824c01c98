/** A feed of a web page that leads to several. */
export interface FeedChoice {
  readonly address: string;
  readonly title?: string;
}

const SCHEME = /^(?:https?|feed|pcast|itpc|podcast):/i;
/** `example.org/feed`: a name with a dot, and nothing that only a sentence has. */
const HOST = /^[^\s/]+\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$/i;

/** Whether what was typed is where something is, and no words to look for. */
export function isAddress(typed: string): boolean {
  const text = typed.trim();
  return SCHEME.test(text) || HOST.test(text);
}

/** The feeds of the problem `several-feeds`, as far as they are any. */
export function feedChoices(feeds: unknown): readonly FeedChoice[] {
  if (!Array.isArray(feeds)) return [];
  return feeds.flatMap((feed: unknown) => {
    if (typeof feed !== 'object' || feed === null || !('address' in feed)) return [];
    const { address } = feed;
    const title = 'title' in feed ? feed.title : undefined;
    return typeof address === 'string' ? [{ address, ...(typeof title === 'string' && { title }) }] : [];
  });
}
