import { Injectable } from '@nestjs/common';
import { InvalidRequest } from '../../common/index.js';
import type { ListedTrack, ListedTracks, ListWish } from '../../library/index.js';
import type { Sql } from '../../sql/index.js';
import type { PlayContext } from '../play-events.js';
import type { QueueOrigin } from '../player-state.js';

/** Something that can be played: an album, an artist, a list with its filter and its order. */
export interface Subject {
  readonly kind: string;
  /** Of the album, artist …; absent where the kind has none. */
  readonly id?: string;
  /** How a list is filtered and sorted, in the parameters that its address takes. */
  readonly query?: object;
}

/** A subject as tracks, and why they play. */
export interface SubjectTracks extends ListedTracks {
  readonly context: PlayContext;
}

/** A kind of subject that has an end. */
export interface ListKind {
  readonly kind: string;
  /** Whether a subject is one of its own, where several have one kind. Absent: what nobody else owns. */
  owns?(subject: Subject): boolean;
  /**
   * @throws NotFound there is no such subject
   * @throws InvalidRequest its id or its query makes no sense
   */
  tracks(subject: Subject, wish: ListWish): Promise<SubjectTracks>;
}

/** What an endless kind gives at a time, and where it will go on. */
export interface Given {
  readonly tracks: readonly ListedTrack[];
  readonly context: PlayContext;
  readonly origin: QueueOrigin;
}

/** An origin, for people. */
export interface OriginDescription {
  readonly title: string;
  /** It has nothing more to give, and never will. */
  readonly isAtEnd?: true;
  /** Why nothing more comes now, or why it paused, and what to do: a sentence for people. */
  readonly notice?: string;
}

/** How much of an endless kind waits behind the current item. */
export interface Ahead {
  /** With fewer it is asked for more … */
  readonly fewest: number;
  /** … so that there are up to so many. */
  readonly most: number;
}

/** Whose queue it is, and what it goes on with. */
export interface OwnedOrigin {
  readonly ownerId: string;
  readonly origin: QueueOrigin;
}

/** A kind of subject that always gives more: the origin of a queue. */
export interface EndlessKind {
  readonly kind: string;
  /** For people: where the queue comes from. */
  readonly title: string;
  /**
   * Where a queue of it begins. Absent: anywhere, which chance says, with the query of the subject.
   * @throws NotFound, InvalidRequest, SourceUnavailable there is no such subject, or it cannot be had now
   */
  begin?(subject: Subject, wish: { readonly ownerId: string }): Promise<QueueOrigin>;
  /** What an origin is called, where that is not the title of the kind; undefined where it is. */
  describe?(origin: QueueOrigin): Promise<OriginDescription | undefined>;
  /**
   * The next tracks of an origin. The change of the player that needs them waits: answer from what is at hand.
   * @returns fewer than `count` where there are no more now
   */
  more(origin: QueueOrigin, wish: { readonly ownerId: string; readonly count: number }): Promise<Given>;
  /** Absent: hours. */
  readonly ahead?: Ahead;
  /**
   * Whether a track that it gave can be heard no more. It is shown as it was until playback comes to it, and then gives way to what
   * comes next. Absent: all can be heard.
   */
  isGone?(trackId: string): boolean;
  /**
   * Gets more to hand as soon as that can be. Whoever asks waits for it, and no other change of the player. Never fails: `describe`
   * says why nothing came. Absent: what is not at hand never will be.
   */
  prepare?(owned: OwnedOrigin): Promise<void>;
  /**
   * A person passes over tracks of it before their end. Called inside the transaction that changes the player.
   * @throws DomainError that may not be: nothing happens
   */
  pass?(trackIds: readonly string[], owned: OwnedOrigin, sql: Sql): Promise<void>;
}

/**
 * Where modules say what can be played: how a kind of subject becomes tracks, at once or without an end. Whoever adds a kind
 * registers it; the player knows none of them.
 */
@Injectable()
export class PlayableSubjects {
  private readonly lists = new Map<string, ListKind[]>();
  private readonly endless = new Map<string, EndlessKind>();

  registerList(kind: ListKind): void {
    this.lists.set(kind.kind, [...(this.lists.get(kind.kind) ?? []), kind]);
  }

  registerEndless(kind: EndlessKind): void {
    this.endless.set(kind.kind, kind);
  }

  isEndless({ kind }: Subject): boolean {
    return this.endless.has(kind);
  }

  /** @returns undefined where nobody knows the kind any more */
  endlessOf({ kind }: QueueOrigin): EndlessKind | undefined {
    return this.endless.get(kind);
  }

  /** @throws InvalidRequest there is no such kind, or it has no end; and what the kind throws */
  async tracks(subject: Subject, wish: ListWish): Promise<SubjectTracks> {
    const kinds = this.lists.get(subject.kind);
    const kind = kinds?.find((each) => each.owns?.(subject)) ?? kinds?.findLast((each) => !each.owns);
    if (kind) return kind.tracks(subject, wish);
    const detail = this.isEndless(subject)
      ? 'has no end: play it, there is no room for it in a queue of something else.'
      : `is none that can be played; there are ${[...this.lists.keys(), ...this.endless.keys()].join(', ')}.`;
    throw new InvalidRequest([{ field: 'subject.kind', detail }]);
  }

  /**
   * The first tracks of an endless kind.
   * @param seed what it is begun with, where the kind leaves that to chance
   * @throws what the kind throws
   */
  async begin(
    subject: Subject,
    seed: number,
    wish: { readonly ownerId: string; readonly count: number },
  ): Promise<Given> {
    const { kind, query } = subject;
    const origin = await this.endless.get(kind)?.begin?.(subject, wish);
    return this.more(origin ?? { kind, seed, position: 0, ...(query && { query }) }, wish);
  }

  /** The next tracks; none where nobody knows the kind any more. */
  async more(origin: QueueOrigin, wish: { readonly ownerId: string; readonly count: number }): Promise<Given> {
    const kind = this.endless.get(origin.kind);
    return kind ? kind.more(origin, wish) : { tracks: [], context: { kind: 'queue' }, origin };
  }

  /** What an origin is called, and whether it is at its end. */
  async describe(origin: QueueOrigin): Promise<OriginDescription> {
    const kind = this.endless.get(origin.kind);
    return (await kind?.describe?.(origin)) ?? { title: kind?.title ?? origin.kind };
  }
}

/** @throws InvalidRequest the kind needs an id, and has none */
export function idOf({ kind, id }: Subject): string {
  if (id === undefined) throw new InvalidRequest([{ field: 'subject.id', detail: `is needed: which ${kind}?` }]);
  return id;
}
