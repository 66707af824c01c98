/**
 * A feed as plain values, whatever it was written in: what `readFeed` makes of bytes. Texts are trimmed and never empty, HTML
 * is sanitised, addresses are absolute and of the web.
 */
export interface Feed {
  /** Where the feed has none, the name of its host. */
  readonly title: string;
  /** Sanitised HTML. */
  readonly description?: string;
  readonly author?: string;
  readonly link?: string;
  /** As the feed says it, such as `en-US`. */
  readonly language?: string;
  readonly copyright?: string;
  readonly artwork?: string;
  /** Nested ones with their parents: `Arts > Design`. */
  readonly categories: readonly string[];
  readonly isExplicit: boolean;
  /** A story that is heard from its beginning; else the newest comes first. */
  readonly isSerial: boolean;
  /** Nothing will be added any more. */
  readonly isComplete: boolean;
  /** UUID of the show over all its addresses (`podcast:guid`). */
  readonly guid?: string;
  /** `podcast`, `music`, `audiobook` … (`podcast:medium`). */
  readonly medium?: string;
  readonly persons: readonly FeedPerson[];
  readonly funding: readonly FeedFunding[];
  /** Where older items are, when the feed is only the newest page of an archive. */
  readonly nextPage?: string;
  /** Where the feed says that it is from now on. */
  readonly movedTo?: string;
  /** How long the feed says that it stays as it is. */
  readonly freshForMs?: number;
  /** It ends before its end: there may be more that was not sent. */
  readonly isCut?: true;
}

export interface FeedItem {
  /** Equal for items that are equal to the letter, by the same version of this reader. */
  readonly hash: string;
  /** The feed's own id of it, which says nothing in another feed; absent where it has none. */
  readonly guid?: string;
  readonly title: string;
  readonly link?: string;
  /** Sanitised HTML in which times are links: `<a href="#t=754">12:34</a>`, in seconds. */
  readonly notes?: string;
  readonly author?: string;
  /** Absent where there is none that can be understood. */
  readonly publishedAtMs?: number;
  /** As told, which may be nonsense; absent: unknown. */
  readonly durationMs?: number;
  readonly enclosure: FeedEnclosure;
  /** The same in other codings. */
  readonly alternates: readonly FeedEnclosure[];
  readonly season?: { readonly number: number; readonly name?: string };
  /** `display` is shown in place of the number. */
  readonly episode?: { readonly number: number; readonly display?: string };
  readonly kind: EpisodeKind;
  readonly artwork?: string;
  readonly isExplicit: boolean;
  /** Where it names none, those of the feed are meant. */
  readonly persons: readonly FeedPerson[];
  /** Of a file of chapters (JSON). */
  readonly chaptersAddress?: string;
  /** Written into the feed itself, or else read off the times in the notes. */
  readonly chapters: readonly Chapter[];
  /** They were read off the notes, which anything else outranks. */
  readonly hasChaptersOfNotes?: true;
  /** Best first. */
  readonly transcripts: readonly FeedTranscript[];
  readonly soundbites: readonly FeedSoundbite[];
}

export type EpisodeKind = 'full' | 'trailer' | 'bonus';

export interface FeedEnclosure {
  readonly url: string;
  readonly mimeType?: string;
  /** As told, which is often wrong. */
  readonly sizeBytes?: number;
  readonly title?: string;
  readonly bitrateKbps?: number;
}

export interface FeedPerson {
  readonly name: string;
  readonly role: string;
  readonly link?: string;
  readonly picture?: string;
}

export interface FeedFunding {
  readonly url: string;
  readonly text?: string;
}

export interface FeedTranscript {
  readonly url: string;
  readonly mimeType: string;
  readonly language?: string;
}

export interface FeedSoundbite {
  readonly startMs: number;
  readonly durationMs: number;
  readonly title?: string;
}

/** A mark within one episode. */
export interface Chapter {
  readonly startMs: number;
  /** Absent: where the next begins. */
  readonly endMs?: number;
  readonly title?: string;
  readonly link?: string;
  readonly picture?: string;
  /** It changes picture and link, and stands in no list of chapters. */
  readonly isHidden?: true;
}

/** What is said in an episode: with times where the transcript has them, else as paragraphs. */
export interface Transcript {
  readonly isTimed: boolean;
  readonly cues: readonly TranscriptCue[];
}

export interface TranscriptCue {
  /** Absent in a transcript without times, as is `endMs`. */
  readonly startMs?: number;
  readonly endMs?: number;
  readonly speaker?: string;
  readonly text: string;
}
