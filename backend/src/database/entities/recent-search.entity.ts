import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Person } from './person.entity.js';

/** Something that somebody searched for. */
@Entity('recent_search')
@Index('recent_search_newest', ['ownerId', 'searchedAtMs'])
export class RecentSearch {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** Folded, so that one thing typed in two ways is there once. */
  @PrimaryColumn('varchar', { length: 512 }) identity!: string;
  /** As it was typed last. */
  @Column('varchar', { length: 256 }) query!: string;
  @Instant({ name: 'searched_at_ms' }) searchedAtMs!: number;
}
