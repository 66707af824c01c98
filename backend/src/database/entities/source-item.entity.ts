import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '../instant.js';

/** A snapshot of an item of a source that is not in the library: enough to show and queue it while the source is down. */
@Entity('source_item')
export class SourceItem {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  /** `track`, or `album`, `artist` or `playlist` for the page of one. */
  @PrimaryColumn('varchar', { length: 16 }) kind!: string;
  /** The source's own id of it. */
  @PrimaryColumn('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** JSON in the form that all sources share. */
  @Column('text') value!: string;
  @Instant({ name: 'fetched_at_ms' }) fetchedAtMs!: number;
  /** From then on it is asked for again, where the source can be reached. */
  @Instant({ name: 'expires_at_ms' }) expiresAtMs!: number;
}
