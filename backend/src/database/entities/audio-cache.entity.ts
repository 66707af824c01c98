import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant } from '../instant.js';

/** A file of audio that was fetched from elsewhere, whole or in part. */
@Entity('audio_cache')
@Index('audio_cache_last_used', ['lastUsedAtMs'])
export class AudioCache {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  /** How the source finds the track: an address alone would give the sound of an hour ago where new sound takes its place. */
  @PrimaryColumn('text') locator!: string;
  /** `best` or `saving`; `best` where its source has one only. */
  @PrimaryColumn('varchar', { length: 8 }) quality!: string;
  /** Name of the file, without what comes behind its dot: `audio` of a complete one, else `part`. */
  @Column('varchar', { length: 16 }) file!: string;
  /** What clients know these bytes by, with its quotes. */
  @Column('varchar', { length: 64 }) tag!: string;
  /** Strong tag of the host, with its quotes; null where it has none. */
  @Column('text', { name: 'host_etag', nullable: true }) hostEtag!: string | null;
  /** `Last-Modified` of the host, word for word. */
  @Column('varchar', { name: 'host_modified', length: 64, nullable: true }) hostModified!: string | null;
  @Column('varchar', { name: 'mime_type', length: 128 }) mimeType!: string;
  /** Of the whole; 0: nobody knows yet. */
  @Column('bigint', { name: 'size_bytes' }) sizeBytes!: number;
  /** Of what is there. */
  @Column('bigint', { name: 'stored_bytes' }) storedBytes!: number;
  /** What is there: `0-100,200-300`, ends not included. */
  @Column('text') stored!: string;
  /** All of it is there, its length was checked, and the disk has it. */
  @Column('boolean', { name: 'is_complete' }) isComplete!: boolean;
  /** Whoever wants it to stay; null: it goes when it is the least recently used. */
  @Column('varchar', { name: 'pinned_by', length: 64, nullable: true }) pinnedBy!: string | null;
  @Instant({ name: 'last_used_at_ms' }) lastUsedAtMs!: number;
}
