import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Person } from './person.entity.js';

/** What a service is told of: the outbox. There is one row for each play, or change of a heart, and service. */
@Entity('scrobble')
@Index('scrobble_play', ['ownerId', 'playId', 'service'], { unique: true })
@Index('scrobble_queue', ['service', 'state', 'startedAtMs', 'key'])
@Index('scrobble_settled', ['settledAtMs'])
export class Scrobble {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** `listenbrainz` or `lastfm`. */
  @Column('varchar', { length: 16 }) service!: string;
  /** `listen`, `love` or `unlove`. */
  @Column('varchar', { length: 8, default: 'listen' }) kind!: string;
  /** Of the play, or of the change. */
  @Column('varchar', { name: 'play_id', length: 64 }) playId!: string;
  /** `waiting`, `sending` (claimed), `sent`, or `refused` for good. */
  @Column('varchar', { length: 8 }) state!: string;
  /** JSON of what played, as it was called then. */
  @Column('text') track!: string;
  /** When it was played, or loved. */
  @Instant({ name: 'started_at_ms' }) startedAtMs!: number;
  /** When it was sent or refused. */
  @Instant({ name: 'settled_at_ms', nullable: true }) settledAtMs!: number | null;
  /** Why it was refused, for a person. */
  @Column('text', { nullable: true }) reason!: string | null;
  /** JSON of what that sentence tells; absent where it is the service's own. */
  @Column('text', { name: 'reason_cause', nullable: true }) reasonCause!: string | null;
}
