import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';

/** A folder, feed or purchase as a scan last saw it. A unit whose version is unchanged is not opened again. */
@Entity('collection_unit')
@Index('collection_unit_name', ['source', 'name'], { unique: true })
export class CollectionUnit {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { length: 32 }) source!: string;
  /** The source's key of it; for folders the path. */
  @Column('text') name!: string;
  @Column('text') version!: string;
}

/** An item that could not be read, and why. Kept until the item changes or goes. */
@Entity('scan_fault')
@Index('scan_fault_unit', ['unitKey'])
export class ScanFault {
  @PrimaryGeneratedColumn() key!: number;
  @Column('integer', { name: 'unit_key' }) unitKey!: number;
  @ManyToOne(() => CollectionUnit, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'unit_key' })
  unit?: Relation<CollectionUnit>;
  @Column('text') locator!: string;
  @Column('text') version!: string;
  @Column('varchar', { length: 16 }) code!: string;
  @Column('text') detail!: string;
  @Instant({ name: 'found_at_ms' }) foundAtMs!: number;
}

/** One run of the scanner. */
@Entity('scan')
export class Scan {
  @PrimaryGeneratedColumn() key!: number;
  @Index('scan_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  /** `running`, `finished`, `cancelled`, `failed` or `interrupted` (the server stopped in its midst). */
  @Column('varchar', { length: 16 }) state!: string;
  /** `start`, `manual`, `watch` or `command`. */
  @Column('varchar', { length: 16 }) trigger!: string;
  @Instant({ name: 'started_at_ms' }) startedAtMs!: number;
  @Instant({ name: 'finished_at_ms', nullable: true }) finishedAtMs!: number | null;
  @Column('integer', { name: 'items_seen' }) itemsSeen!: number;
  @Column('integer', { name: 'tracks_added' }) tracksAdded!: number;
  @Column('integer', { name: 'tracks_updated' }) tracksUpdated!: number;
  @Column('integer', { name: 'tracks_moved' }) tracksMoved!: number;
  @Column('integer', { name: 'tracks_missing' }) tracksMissing!: number;
  @Column('integer', { name: 'items_broken' }) itemsBroken!: number;
  /** Why it failed, for a person. */
  @Column('text', { nullable: true }) reason!: string | null;
  /** The same for programs: JSON of a cause. */
  @Column('text', { name: 'reason_cause', nullable: true }) reasonCause!: string | null;
}
