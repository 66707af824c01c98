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

/** A station that somebody saved. */
@Entity('station')
@Index('station_track', ['ownerId', 'trackId'], { unique: true })
export class Station {
  @PrimaryColumn('varchar', { length: 24 }) id!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** As it stands in queues: the source, and its id there. */
  @Column('varchar', { name: 'track_id', length: 768 }) trackId!: string;
  @Column('varchar', { length: 200 }) name!: string;
  /** JSON array; best first. */
  @Column('text') urls!: string;
  @Column('text', { nullable: true }) homepage!: string | null;
  /** Address of a picture. */
  @Column('text', { nullable: true }) artwork!: string | null;
  /** JSON array. */
  @Column('text') tags!: string;
  @Column('varchar', { name: 'country_code', length: 2, nullable: true }) countryCode!: string | null;
  /** Of its titles; absent: UTF-8, else windows-1252. */
  @Column('varchar', { length: 32, nullable: true }) charset!: string | null;
  /** The group it stands in. */
  @Column('varchar', { name: 'group_name', length: 100, nullable: true }) groupName!: string | null;
  /** Where it stands among all of its owner's. */
  @Column('integer') place!: number;
  /** How much louder it is played, in dB: said by a person … */
  @Column('float', { name: 'gain_db', nullable: true }) gainDb!: number | null;
  /** … or found from its sound. */
  @Column('float', { name: 'found_gain_db', nullable: true }) foundGainDb!: number | null;
  @Instant({ name: 'added_at_ms' }) addedAtMs!: number;
}

/** What a station announced while somebody listened. */
@Entity('station_title')
@Index('station_title_at', ['trackId', 'atMs'])
export class StationTitle {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'track_id', length: 768 }) trackId!: string;
  @Instant({ name: 'at_ms' }) atMs!: number;
  @Column('varchar', { length: 1000 }) text!: string;
  @Column('varchar', { length: 1000, nullable: true }) artist!: string | null;
  @Column('varchar', { length: 1000, nullable: true }) title!: string | null;
}
