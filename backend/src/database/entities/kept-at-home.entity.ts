import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Artwork } from './artwork.entity.js';
import { Person } from './person.entity.js';

/** An album or a playlist that somebody wants to have at home, whether or not it is in the library. */
@Entity('kept_at_home')
export class KeptAtHome {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** Its id: of the library, or of a source (`ytmusic:MPREb_x`). */
  @PrimaryColumn('varchar', { length: 560 }) subject!: string;
  /** `album` or `playlist`. */
  @Column('varchar', { length: 16 }) kind!: string;
  /** This and what follows as its source told it; of an album of the library as it was when it was put here. */
  @Column('text') title!: string;
  @Column('text', { nullable: true }) artist!: string | null;
  @Column('integer', { name: 'artwork_key', nullable: true }) artworkKey!: number | null;
  @ManyToOne(() => Artwork, { onDelete: 'SET NULL' }) @JoinColumn({ name: 'artwork_key' }) artwork?: Relation<Artwork>;
  @Instant({ name: 'since_ms' }) sinceMs!: number;
}

/** A track of something that is kept at home; of albums of the library there are none: their tracks are the library's. */
@Entity('kept_at_home_track')
export class KeptAtHomeTrack {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @PrimaryColumn('varchar', { length: 560 }) subject!: string;
  @PrimaryColumn('integer') position!: number;
  @Index('kept_at_home_track_id') @Column('varchar', { name: 'track_id', length: 560 }) trackId!: string;
}

/** What was fetched of the audio of a source in a month. */
@Entity('source_traffic')
export class SourceTraffic {
  @PrimaryColumn('varchar', { length: 32 }) source!: string;
  /** In the server's time zone, such as `2026-11`. */
  @PrimaryColumn('varchar', { length: 7 }) month!: string;
  @Column('bigint') bytes!: number;
}
