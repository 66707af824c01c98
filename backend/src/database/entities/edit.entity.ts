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

/**
 * What a person wrote over what a source says: the same for all of the household, kept with who wrote it last. Kept apart
 * from the source: a scan never touches edits.
 */
@Entity('edit')
@Index('edit_field', ['subjectKind', 'subjectKey', 'field'], { unique: true })
export class Edit {
  @PrimaryGeneratedColumn() key!: number;
  /** Who wrote it. */
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** `album` or `track`. */
  @Column('varchar', { name: 'subject_kind', length: 8 }) subjectKind!: string;
  @Column('integer', { name: 'subject_key' }) subjectKey!: number;
  /** `title` or `artist`. */
  @Column('varchar', { length: 16 }) field!: string;
  @Column('text') value!: string;
  @Instant({ name: 'edited_at_ms' }) editedAtMs!: number;
}

/** A file that could be taken apart, and is one track because a person wants it so. */
@Entity('kept_whole')
export class KeptWhole {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  /** Of its sound: so it stays one when it is moved. */
  @PrimaryColumn('text', { name: 'content_key' }) contentKey!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Instant({ name: 'edited_at_ms' }) editedAtMs!: number;
}

/** The words that a person wrote for a track, and by how much those of it are shown later. Kept apart from what sources say. */
@Entity('lyrics_edit')
export class LyricsEdit {
  /** Of the library or of a source. */
  @PrimaryColumn('varchar', { name: 'track_id', length: 768 }) trackId!: string;
  /** Who wrote it. */
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** In any dialect that files have; absent where only the offset is set. */
  @Column('text', { nullable: true }) text!: string | null;
  @Column('integer', { name: 'offset_ms' }) offsetMs!: number;
  @Instant({ name: 'edited_at_ms' }) editedAtMs!: number;
}
