import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Instant } from '../instant.js';
import { Artwork } from './artwork.entity.js';
import { Person } from './person.entity.js';

/** That somebody loves something, whether or not it is in the library. A station that is saved needs no row: it is loved. */
@Entity('heart')
@Index('heart_subject', ['ownerId', 'kind', 'subject'], { unique: true })
@Index('heart_identity', ['ownerId', 'kind', 'identityKey'])
@Index('heart_newest', ['ownerId', 'heartedAtMs', 'key'])
@Index('heart_newest_of_kind', ['ownerId', 'kind', 'heartedAtMs', 'key'])
export class Heart {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  /** `track`, `album`, `artist` or `show`. */
  @Column('varchar', { length: 8 }) kind!: string;
  /** The id of what got it: of the library, of a source (`ytmusic:MPREb_x`), or of a show. */
  @Column('varchar', { length: 768 }) subject!: string;
  /** Key of the recording, release or performer that it is (docs/identity.md); a show has none. */
  @Column('integer', { name: 'identity_key', nullable: true }) identityKey!: number | null;
  /** This and what follows as it was called then: it is shown so once nobody else knows it. */
  @Column('text') title!: string;
  @Column('text', { nullable: true }) artist!: string | null;
  @Index('heart_artwork') @Column('integer', { name: 'artwork_key', nullable: true }) artworkKey!: number | null;
  @ManyToOne(() => Artwork, { onDelete: 'SET NULL' }) @JoinColumn({ name: 'artwork_key' }) artwork?: Relation<Artwork>;
  @Instant({ name: 'hearted_at_ms' }) heartedAtMs!: number;
}
