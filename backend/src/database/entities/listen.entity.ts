import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Instant } from '../instant.js';
import { Performer, Recording, Release } from './recording.entity.js';
import { Person } from './person.entity.js';

/** The names under which something was heard, and the keys they are bound to. Listens that agree in all of it share a row. */
@Entity('heard_as')
export class HeardAs {
  @PrimaryGeneratedColumn() key!: number;
  /** Of all the other columns. */
  @Index('heard_as_digest', { unique: true }) @Column('varchar', { length: 43 }) digest!: string;
  @Index('heard_as_recording') @Column('integer', { name: 'recording_key' }) recordingKey!: number;
  @ManyToOne(() => Recording, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'recording_key' })
  recording?: Relation<Recording>;
  @Index('heard_as_release') @Column('integer', { name: 'release_key', nullable: true }) releaseKey!: number | null;
  @ManyToOne(() => Release, { onDelete: 'RESTRICT' }) @JoinColumn({ name: 'release_key' }) release?: Relation<Release>;
  @Index('heard_as_performer') @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
  @Column('text') title!: string;
  @Column('text') artist!: string;
  @Column('text', { nullable: true }) album!: string | null;
  /** `local`, or the service it was imported from. */
  @Column('varchar', { length: 32 }) source!: string;
}

/** One play that counted. Rows are added and, while the play goes on, grow; none is ever taken away. */
@Entity('listen')
@Index('listen_play', ['ownerId', 'playId'], { unique: true })
@Index('listen_journal', ['ownerId', 'startedAtMs', 'key', 'heardAsKey', 'contextKind'])
@Index('listen_heard_as', ['ownerId', 'heardAsKey', 'startedAtMs', 'key', 'contextKind'])
@Index('listen_source', ['ownerId', 'source', 'startedAtMs', 'key', 'heardAsKey'])
@Index('listen_context', ['ownerId', 'contextKind', 'startedAtMs', 'key', 'heardAsKey'])
@Index('listen_open', ['ownerId', 'key'], { where: `outcome = 'playing'` })
export class Listen {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** Of the player, or made from an imported listen so that it comes in once. */
  @Column('varchar', { name: 'play_id', length: 64 }) playId!: string;
  @Column('integer', { name: 'recording_key' }) recordingKey!: number;
  @ManyToOne(() => Recording, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'recording_key' })
  recording?: Relation<Recording>;
  @Column('integer', { name: 'release_key', nullable: true }) releaseKey!: number | null;
  @ManyToOne(() => Release, { onDelete: 'RESTRICT' }) @JoinColumn({ name: 'release_key' }) release?: Relation<Release>;
  @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
  @Column('integer', { name: 'heard_as_key' }) heardAsKey!: number;
  @ManyToOne(() => HeardAs, { onDelete: 'RESTRICT' }) @JoinColumn({ name: 'heard_as_key' }) heardAs?: Relation<HeardAs>;
  @Instant({ name: 'started_at_ms' }) startedAtMs!: number;
  /** Really heard: without pauses and what was jumped over. */
  @Column('integer', { name: 'heard_ms' }) heardMs!: number;
  @Column('integer', { name: 'duration_ms', nullable: true }) durationMs!: number | null;
  /** `finished`, `skipped`, `stopped`, or `playing` while it goes on. */
  @Column('varchar', { length: 8 }) outcome!: string;
  /** Where in the track it ended, or is. Not an instant. */
  @Column('integer', { name: 'stopped_at_ms', nullable: true }) stoppedAtMs!: number | null;
  @Column('varchar', { name: 'context_kind', length: 16, nullable: true }) contextKind!: string | null;
  @Column('varchar', { name: 'context_id', length: 768, nullable: true }) contextId!: string | null;
  @Column('text', { name: 'context_title', nullable: true }) contextTitle!: string | null;
  @Column('text', { name: 'output_name', nullable: true }) outputName!: string | null;
  @Column('varchar', { name: 'output_kind', length: 16, nullable: true }) outputKind!: string | null;
  /** That of its `heardAs`, so that the journal of one source is an index. */
  @Column('varchar', { length: 32 }) source!: string;
  /** `pyxis`, or the service it was imported from. */
  @Column('varchar', { length: 16 }) origin!: string;
  /** YYYYMMDD by the server's clock on the wall when it began; so are the next two (docs/decisions/local-days.md). */
  @Column('integer', { name: 'local_day' }) localDay!: number;
  @Column('integer', { name: 'local_hour' }) localHour!: number;
  /** Monday is 1. */
  @Column('integer') weekday!: number;
  /** `episode`; absent: a piece of music, which alone is counted. */
  @Column('varchar', { length: 16, nullable: true }) kind!: string | null;
}

/** All that was ever heard of one thing by one person. Kept in step with the ledger; can be counted anew. */
@Entity('tally')
@Index('tally_first', ['ownerId', 'kind', 'firstDay'])
@Index('tally_listens', ['ownerId', 'kind', 'listens', 'subjectKey'])
@Index('tally_last', ['ownerId', 'kind', 'lastStartedAtMs', 'subjectKey'])
export class Tally {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** `recording`, `release`, `performer` or `heard_as`: whose key `subjectKey` is. */
  @PrimaryColumn('varchar', { length: 9 }) kind!: string;
  @PrimaryColumn('integer', { name: 'subject_key' }) subjectKey!: number;
  @Column('integer') listens!: number;
  @Column('bigint', { name: 'heard_ms' }) heardMs!: number;
  @Instant({ name: 'first_started_at_ms' }) firstStartedAtMs!: number;
  /** YYYYMMDD. */
  @Column('integer', { name: 'first_day' }) firstDay!: number;
  @Instant({ name: 'last_started_at_ms' }) lastStartedAtMs!: number;
}
