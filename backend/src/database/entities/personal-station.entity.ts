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

/** A station that chooses what comes next for one listener, as its source told of it last. */
@Entity('personal_station')
@Index('personal_station_native', ['ownerId', 'source', 'nativeId'], { unique: true })
export class PersonalStation {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('varchar', { length: 32 }) source!: string;
  @Column('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** JSON of `PersonalStation` (sources/personal-stations.ts). */
  @Column('text') value!: string;
  /** It was in the list that its source gave last. */
  @Column('boolean', { name: 'is_listed' }) isListed!: boolean;
  @Instant({ name: 'seen_at_ms' }) seenAtMs!: number;
  /** A person removed it, or its source said of it alone that there is no such station. */
  @Instant({ name: 'removed_at_ms', nullable: true }) removedAtMs!: number | null;
  /** How many thumbs its source counts. */
  @Column('integer', { name: 'up_total', nullable: true }) upTotal!: number | null;
  @Column('integer', { name: 'down_total', nullable: true }) downTotal!: number | null;
}

/** A thumb that was given: also one that its source does not list any more. */
@Entity('station_thumb')
@Index('station_thumb_native', ['ownerId', 'source', 'nativeId'], { unique: true })
@Index('station_thumb_station', ['ownerId', 'source', 'stationId', 'atMs'])
export class StationThumb {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('varchar', { length: 32 }) source!: string;
  @Column('varchar', { name: 'station_id', length: 512 }) stationId!: string;
  @Column('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  @Column('boolean', { name: 'is_up' }) isUp!: boolean;
  /** Its source listed it last, or told it when it was given: only then it can surely be taken back. */
  @Column('boolean', { name: 'is_listed' }) isListed!: boolean;
  /** JSON: title, artist and artwork. */
  @Column('text') value!: string;
  /** 0 where nobody knows. */
  @Instant({ name: 'at_ms' }) atMs!: number;
}

/** A song that a station gave: what is needed to rate it later, also after a restart. */
@Entity('station_song')
@Index('station_song_given', ['givenAtMs'])
export class StationSong {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  @PrimaryColumn('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** The station that was played, which may be a mix. */
  @Column('varchar', { name: 'played_on', length: 512 }) playedOn!: string;
  /** The station that it is of. */
  @Column('varchar', { name: 'station_id', length: 512 }) stationId!: string;
  @Column('boolean', { name: 'may_thumb' }) mayThumb!: boolean;
  /** up or down. */
  @Column('varchar', { length: 4, nullable: true }) thumb!: string | null;
  /** By which it is taken back; absent where it was given before. */
  @Column('varchar', { name: 'thumb_id', length: 512, nullable: true }) thumbId!: string | null;
  @Instant({ name: 'given_at_ms' }) givenAtMs!: number;
}

/** A song that somebody passed over, by the station that was played. */
@Entity('station_skip')
@Index('station_skip_at', ['ownerId', 'source', 'atMs'])
export class StationSkip {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('varchar', { length: 32 }) source!: string;
  @Column('varchar', { name: 'station_id', length: 512 }) stationId!: string;
  @Instant({ name: 'at_ms' }) atMs!: number;
}
