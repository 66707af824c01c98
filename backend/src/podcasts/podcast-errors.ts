import { DomainError } from '../common/index.js';
import type { FeedFailure } from '../sources/index.js';

/** Podcasts are switched off in the configuration. */
export class PodcastsOff extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'podcasts-off';
  override readonly title = 'Podcasts are switched off';

  constructor() {
    super('Podcasts are switched off. Set sources.podcast.enabled to true and start Pyxis again.');
  }
}

/** There is no feed at an address that somebody wants to subscribe to, or it cannot be had now. */
export class FeedNotReadable extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code: `feed-${FeedFailure['code']}`;
  override readonly title = 'The feed cannot be read';

  constructor(readonly failure: FeedFailure) {
    const { code, detail, nextStep } = failure;
    super(`${detail} ${nextStep}`);
    this.code = `feed-${code}`;
  }
}

/** An address is a web page that leads to several feeds: one must be chosen. */
export class SeveralFeeds extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'several-feeds';
  override readonly title = 'Several feeds';
  override readonly more: Readonly<Record<string, unknown>>;

  constructor(feeds: readonly { readonly address: string; readonly title?: string }[]) {
    super('This page leads to several feeds. Choose one of them.');
    this.more = { feeds };
  }
}

/** Many others wait for chapters or transcripts. */
export class PodcastsBusy extends DomainError {
  override readonly kind = 'busy';
  override readonly code = 'podcasts-busy';
  override readonly title = 'Too much at once';
  override readonly retryAfterSeconds = 5;

  constructor() {
    super('Too many chapters and transcripts are being fetched. Try again in some seconds.');
  }
}

/** Somebody has as many lists of their own as are kept. */
export class TooManyLists extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'too-many-lists';
  override readonly title = 'Too many lists';

  override readonly more: { readonly most: number };

  constructor(most: number) {
    super(`There are ${most} lists already. Remove one that you do not need any more.`);
    this.more = { most };
  }
}

/** An import runs, and there is one at a time. */
export class ImportRunning extends DomainError {
  override readonly kind = 'conflict';
  override readonly code = 'import-running';
  override readonly title = 'An import is running';

  constructor() {
    super('Wait until the running import has ended, or cancel it.');
  }
}
