import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Person } from './person.entity.js';

/** An import of listens, and what became of it. */
@Entity('import_run')
@Index('import_run_newest', ['ownerId', 'key'])
export class ImportRun {
  @PrimaryGeneratedColumn() key!: number;
  @Index('import_run_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('boolean', { name: 'is_running' }) isRunning!: boolean;
  /** JSON: how it is told of; it is shown, never searched. */
  @Column('text') view!: string;
}
