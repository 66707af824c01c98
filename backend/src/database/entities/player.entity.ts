import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Person } from './person.entity.js';

/** What one person's player does, and how far it is. The items are `PlayerQueueItem`. */
@Entity('player')
export class Player {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('integer') revision!: number;
  @Column('integer', { name: 'queue_revision' }) queueRevision!: number;
  /** `playing`, `paused` or `stopped`. */
  @Column('varchar', { length: 8 }) status!: string;
  @Column('varchar', { name: 'current_item_id', length: 24, nullable: true }) currentItemId!: string | null;
  /** In what has no end: a moment. */
  @Column('bigint', { name: 'position_ms' }) positionMs!: number;
  @Instant({ name: 'position_at_ms' }) positionAtMs!: number;
  @Column('integer') volume!: number;
  /** `off`, `all` or `one`. */
  @Column('varchar', { length: 4 }) repeat!: string;
  @Column('boolean', { name: 'is_shuffled' }) isShuffled!: boolean;
  @Column('boolean', { name: 'is_interrupted' }) isInterrupted!: boolean;
  @Column('varchar', { name: 'output_id', length: 64, nullable: true }) outputId!: string | null;
  @Column('varchar', { name: 'play_id', length: 24, nullable: true }) playId!: string | null;
  @Instant({ name: 'play_started_at_ms', nullable: true }) playStartedAtMs!: number | null;
  @Column('integer', { name: 'play_heard_ms', nullable: true }) playHeardMs!: number | null;
  @Instant({ name: 'play_reported_at_ms', nullable: true }) playReportedAtMs!: number | null;
  /** What the station announces: its words, and who is meant by them. */
  @Column('varchar', { name: 'play_title', length: 1000, nullable: true }) playTitle!: string | null;
  @Column('varchar', { name: 'play_title_artist', length: 1000, nullable: true }) playTitleArtist!: string | null;
  @Column('varchar', { name: 'play_title_song', length: 1000, nullable: true }) playTitleSong!: string | null;
  /** Of speech: 1 is as it was spoken. */
  @Column('float', { default: 1 }) speed!: number;
  /** `time`, `track`, `album` or `chapter`. */
  @Column('varchar', { name: 'sleep_kind', length: 8, nullable: true }) sleepKind!: string | null;
  @Instant({ name: 'sleep_at_ms', nullable: true }) sleepAtMs!: number | null;
  /** With `chapter`: the item whose chapters they are, and where in it they end (a JSON list). */
  @Column('varchar', { name: 'sleep_item_id', length: 24, nullable: true }) sleepItemId!: string | null;
  @Column('text', { name: 'sleep_ends_ms', nullable: true }) sleepEndsMs!: string | null;
  /** What gives an endless queue more; absent where the queue has an end. */
  @Column('varchar', { name: 'origin_kind', length: 32, nullable: true }) originKind!: string | null;
  /** Below 2^32, as is the position. */
  @Column('bigint', { name: 'origin_seed', nullable: true }) originSeed!: number | null;
  @Column('bigint', { name: 'origin_position', nullable: true }) originPosition!: number | null;
  /** Which part of all that its kind has it gives, as JSON; absent: all. */
  @Column('text', { name: 'origin_query', nullable: true }) originQuery!: string | null;
  /** The revision that left it; absent while it gives. */
  @Column('integer', { name: 'origin_left_in', nullable: true }) originLeftIn!: number | null;
}

/** One place in a queue, or what was taken out of it and can be put back. */
@Entity('queue_item')
@Index('queue_item_place', ['ownerId', 'removedIn', 'place'])
export class PlayerQueueItem {
  @PrimaryColumn('varchar', { name: 'item_id', length: 24 }) itemId!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('integer') place!: number;
  /** Before shuffling; absent while not shuffled. */
  @Column('integer', { name: 'natural_place', nullable: true }) naturalPlace!: number | null;
  /** The revision that took it out; absent while it is in the queue. */
  @Column('integer', { name: 'removed_in', nullable: true }) removedIn!: number | null;
  /** How far it was, where another queue took the place of its own while it was current. */
  @Column('integer', { name: 'was_at_ms', nullable: true }) wasAtMs!: number | null;
  /** Opaque: of the library, or of a source. */
  @Column('varchar', { name: 'track_id', length: 768 }) trackId!: string;
  /** `episode` or `station`; absent: a piece of music. */
  @Column('varchar', { length: 16, nullable: true }) kind!: string | null;
  /** Absent where it has no end, or nobody knows it. */
  @Column('integer', { name: 'duration_ms', nullable: true }) durationMs!: number | null;
  /** How it is heard, where that is not as usual. */
  @Column('float', { nullable: true }) speed!: number | null;
  @Column('float', { name: 'gain_db', nullable: true }) gainDb!: number | null;
  /** What comes from here on is left out. */
  @Column('integer', { name: 'ends_at_ms', nullable: true }) endsAtMs!: number | null;
  @Column('varchar', { name: 'album_id', length: 768, nullable: true }) albumId!: string | null;
  @Column('varchar', { name: 'context_kind', length: 16, nullable: true }) contextKind!: string | null;
  @Column('varchar', { name: 'context_id', length: 768, nullable: true }) contextId!: string | null;
  @Column('text', { name: 'context_title', nullable: true }) contextTitle!: string | null;
  /** The origin of the queue gave it, not a person. */
  @Column('boolean', { name: 'is_from_origin', default: false }) isFromOrigin!: boolean;
}

/** Where somebody left what is long, on whichever device. */
@Entity('resume_point')
@Index('resume_point_updated', ['ownerId', 'kind', 'updatedAtMs'])
export class ResumePoint {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** `track` or `episode`. */
  @PrimaryColumn('varchar', { length: 16 }) kind!: string;
  /** The id of the track, as in the queue. */
  @PrimaryColumn('varchar', { length: 768 }) ref!: string;
  /** 0 where it was heard to its end. */
  @Column('bigint', { name: 'position_ms' }) positionMs!: number;
  @Column('boolean', { name: 'is_done' }) isDone!: boolean;
  @Instant({ name: 'updated_at_ms' }) updatedAtMs!: number;
}

/** A thing that makes sound, as it named itself. Whether it is there is not kept. */
@Entity('output')
export class PlayerOutput {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @PrimaryColumn('varchar', { length: 64 }) id!: string;
  @Column('text') name!: string;
  /** `browser`. */
  @Column('varchar', { length: 16 }) kind!: string;
  @Instant({ name: 'seen_at_ms' }) seenAtMs!: number;
}
