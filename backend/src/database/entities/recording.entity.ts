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
import { Person } from './person.entity.js';

/** Who plays on recordings, whatever libraries, services and tags call them. */
@Entity('performer')
export class Performer {
  @PrimaryGeneratedColumn() key!: number;
  /** Equal for names that may be one (docs/identity.md); two performers may have it. */
  @Index('performer_identity') @Column('text', { name: 'identity_key' }) identityKey!: string;
  /** Of the rules that made the key; an older one is made anew. */
  @Index('performer_version')
  @Column('integer', { name: 'identity_version', default: 0 })
  identityVersion!: number;
  /** As first heard. */
  @Column('text') name!: string;
}

/** An album that listens are counted for, in the library or not. */
@Entity('release')
@Index('release_identity', ['identityKey'])
export class Release {
  @PrimaryGeneratedColumn() key!: number;
  @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
  /** Equal for what may be one (docs/identity.md). */
  @Column('text', { name: 'identity_key' }) identityKey!: string;
  @Index('release_version')
  @Column('integer', { name: 'identity_version', default: 0 })
  identityVersion!: number;
  /** As first heard. */
  @Column('text') title!: string;
  @Column('text') artist!: string;
}

/** What listens are counted for: one recording, whichever files, tracks and sources it was heard from. */
@Entity('recording')
@Index('recording_identity', ['identityKey'])
export class Recording {
  @PrimaryGeneratedColumn() key!: number;
  @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
  /** Equal for what may be one (docs/identity.md). */
  @Column('text', { name: 'identity_key' }) identityKey!: string;
  @Index('recording_version')
  @Column('integer', { name: 'identity_version', default: 0 })
  identityVersion!: number;
  /** As first heard. */
  @Column('text') title!: string;
  @Column('text') artist!: string;
  /** Where it was first heard. */
  @Column('text', { nullable: true }) album!: string | null;
  /** Absent for what was only imported from where nobody tells. */
  @Column('integer', { name: 'duration_ms', nullable: true }) durationMs!: number | null;
}

/** Names by which a recording is known for certain: `track` (id of the library or of a source), `mbid`, `isrc`. Outlives what it names. */
@Entity('recording_ref')
@Index('recording_ref_key', ['recordingKey', 'kind', 'value'])
export class RecordingRef {
  @PrimaryColumn('varchar', { length: 32 }) kind!: string;
  @PrimaryColumn('varchar', { length: 768 }) value!: string;
  @Column('integer', { name: 'recording_key' }) recordingKey!: number;
  @ManyToOne(() => Recording, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'recording_key' })
  recording?: Relation<Recording>;
}

/** Names by which a release is known for certain: `album` (library id), `mbid`, `mbgroup`. */
@Entity('release_ref')
@Index('release_ref_key', ['releaseKey', 'kind', 'value'])
export class ReleaseRef {
  @PrimaryColumn('varchar', { length: 32 }) kind!: string;
  @PrimaryColumn('varchar', { length: 768 }) value!: string;
  @Column('integer', { name: 'release_key' }) releaseKey!: number;
  @ManyToOne(() => Release, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'release_key' }) release?: Relation<Release>;
}

/** Names by which a performer is known for certain: `artist` (library id), `mbid`. */
@Entity('performer_ref')
@Index('performer_ref_key', ['performerKey', 'kind', 'value'])
export class PerformerRef {
  @PrimaryColumn('varchar', { length: 32 }) kind!: string;
  @PrimaryColumn('varchar', { length: 768 }) value!: string;
  @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
}

/** That a recording counts as one with others. The lowest of a group is its head and has no row. */
@Entity('recording_group')
@Index('recording_group_members', ['groupKey', 'recordingKey'])
export class RecordingGroup {
  @PrimaryColumn('integer', { name: 'recording_key' }) recordingKey!: number;
  @ManyToOne(() => Recording, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'recording_key' })
  recording?: Relation<Recording>;
  /** Key of the head. */
  @Column('integer', { name: 'group_key' }) groupKey!: number;
  @ManyToOne(() => Recording, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'group_key' }) group?: Relation<Recording>;
  /** The rule that joined it (docs/identity.md), or `verdict`. */
  @Column('varchar', { length: 32 }) rule!: string;
  /** What the rule went by, for a person. */
  @Column('text') evidence!: string;
  /** `rule`, or the id of a person. */
  @Column('varchar', { name: 'decided_by', length: 16 }) decidedBy!: string;
  @Instant({ name: 'decided_at_ms' }) decidedAtMs!: number;
}

/** What a person said of a pair: it comes before every rule. The two stand in a fixed order. */
@Entity('verdict')
@Index('verdict_right', ['rightKind', 'rightValue'])
export class Verdict {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** `recording`. */
  @PrimaryColumn('varchar', { length: 16 }) kind!: string;
  @PrimaryColumn('varchar', { name: 'left_kind', length: 32 }) leftKind!: string;
  @PrimaryColumn('varchar', { name: 'left_value', length: 512 }) leftValue!: string;
  @PrimaryColumn('varchar', { name: 'right_kind', length: 32 }) rightKind!: string;
  @PrimaryColumn('varchar', { name: 'right_value', length: 512 }) rightValue!: string;
  /** `same` or `different`. */
  @Column('varchar', { length: 16 }) verdict!: string;
  @Instant({ name: 'decided_at_ms' }) decidedAtMs!: number;
}
