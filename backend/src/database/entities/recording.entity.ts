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

/** Who plays on recordings, whatever libraries, services and tags call them. */
@Entity('performer')
export class Performer {
  @PrimaryGeneratedColumn() key!: number;
  /** Folded name. */
  @Index('performer_identity', { unique: true }) @Column('text', { name: 'identity_key' }) identityKey!: string;
  /** As first heard. */
  @Column('text') name!: string;
}

/** An album that listens are counted for, in the library or not. */
@Entity('release')
@Index('release_identity', ['performerKey', 'identityKey'], { unique: true })
export class Release {
  @PrimaryGeneratedColumn() key!: number;
  @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
  /** Folded title. */
  @Column('text', { name: 'identity_key' }) identityKey!: string;
  /** As first heard. */
  @Column('text') title!: string;
  @Column('text') artist!: string;
}

/** What listens are counted for: one recording, whichever files, tracks and sources it was heard from. */
@Entity('recording')
@Index('recording_identity', ['performerKey', 'identityKey'])
export class Recording {
  @PrimaryGeneratedColumn() key!: number;
  @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
  /** Folded title. */
  @Column('text', { name: 'identity_key' }) identityKey!: string;
  /** As first heard. */
  @Column('text') title!: string;
  @Column('text') artist!: string;
  /** Absent for what was only imported from where nobody tells. */
  @Column('integer', { name: 'duration_ms', nullable: true }) durationMs!: number | null;
}

/** Names by which a recording is known for certain: `track` (library id), `mbid`, `isrc`. Outlives what it names. */
@Entity('recording_ref')
@Index('recording_ref_key', ['recordingKey', 'kind', 'value'])
export class RecordingRef {
  @PrimaryColumn('varchar', { length: 8 }) kind!: string;
  @PrimaryColumn('varchar', { length: 64 }) value!: string;
  @Column('integer', { name: 'recording_key' }) recordingKey!: number;
  @ManyToOne(() => Recording, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'recording_key' })
  recording?: Relation<Recording>;
}

/** Names by which a release is known for certain: `album` (library id), `mbid`. */
@Entity('release_ref')
@Index('release_ref_key', ['releaseKey', 'kind', 'value'])
export class ReleaseRef {
  @PrimaryColumn('varchar', { length: 8 }) kind!: string;
  @PrimaryColumn('varchar', { length: 64 }) value!: string;
  @Column('integer', { name: 'release_key' }) releaseKey!: number;
  @ManyToOne(() => Release, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'release_key' }) release?: Relation<Release>;
}

/** Names by which a performer is known for certain: `artist` (library id), `mbid`. */
@Entity('performer_ref')
@Index('performer_ref_key', ['performerKey', 'kind', 'value'])
export class PerformerRef {
  @PrimaryColumn('varchar', { length: 8 }) kind!: string;
  @PrimaryColumn('varchar', { length: 64 }) value!: string;
  @Column('integer', { name: 'performer_key' }) performerKey!: number;
  @ManyToOne(() => Performer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'performer_key' })
  performer?: Relation<Performer>;
}
