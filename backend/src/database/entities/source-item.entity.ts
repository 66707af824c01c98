import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '../instant.js';

/** What a source said of one of its things that is in no library: enough to show and queue it while it is down. */
@Entity('source_item')
export class SourceItem {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  /** `track`. */
  @PrimaryColumn('varchar', { length: 16 }) kind!: string;
  /** The source's own id of it. */
  @PrimaryColumn('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** JSON in the form that all sources share. */
  @Column('text') value!: string;
  @Instant({ name: 'fetched_at_ms' }) fetchedAtMs!: number;
  /** From then on it is asked for again, where the source can be reached. */
  @Instant({ name: 'expires_at_ms' }) expiresAtMs!: number;
}
