import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Person } from './person.entity.js';

/** A filter of songs under a name. */
@Entity('shelf')
@Index('shelf_of_owner', ['ownerId', 'createdAtMs', 'id'])
export class Shelf {
  @PrimaryColumn('varchar', { length: 24 }) id!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('text') name!: string;
  /** As the list of tracks is asked, as JSON. */
  @Column('text') query!: string;
  @Instant({ name: 'created_at_ms' }) createdAtMs!: number;
}
