import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '../instant.js';

/** Id of the one person there is until accounts come. */
export const OWNER_ID = 'owner';

/** Someone who listens. Every row that belongs to a person names one. */
@Entity('person')
export class Person {
  @PrimaryColumn('varchar', { length: 16 }) id!: string;
  @Column('varchar') name!: string;
  @Instant({ name: 'created_at_ms' }) createdAtMs!: number;
}
