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

/** A list of tracks that somebody made. */
@Entity('playlist')
@Index('playlist_by_name', ['ownerId', 'isDeleted', 'sortName', 'key'])
@Index('playlist_by_change', ['ownerId', 'isDeleted', 'changedAtMs', 'key'])
export class Playlist {
  @PrimaryGeneratedColumn() key!: number;
  @Index('playlist_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('varchar', { length: 200 }) name!: string;
  @Column('text', { name: 'sort_name' }) sortName!: string;
  @Column('text', { nullable: true }) description!: string | null;
  /** JSON array of up to four items with different pictures: `{ trackId, artworkId }`, first ones first. */
  @Column('text') covers!: string;
  /** The picture that a person chose, which is shown in place of those. */
  @Column('varchar', { name: 'own_artwork_id', length: 24, nullable: true }) ownArtworkId!: string | null;
  /** This and the length are those of its items, written with each change of them. */
  @Column('integer', { name: 'item_count' }) itemCount!: number;
  @Column('bigint', { name: 'duration_ms' }) durationMs!: number;
  /** Counts changes; what was taken out in one of them comes back by its number. */
  @Column('integer') revision!: number;
  @Instant({ name: 'created_at_ms' }) createdAtMs!: number;
  @Instant({ name: 'changed_at_ms' }) changedAtMs!: number;
  /** It can be brought back for some time. */
  @Column('boolean', { name: 'is_deleted' }) isDeleted!: boolean;
  @Instant({ name: 'deleted_at_ms', nullable: true }) deletedAtMs!: number | null;
}

/** One place in a playlist: a track of the library or of a source, and what was known of it when it was added. */
@Entity('playlist_item')
@Index('playlist_item_place', ['playlistKey', 'removedIn', 'place', 'key'])
@Index('playlist_item_track', ['trackId', 'playlistKey'])
export class PlaylistItem {
  @PrimaryGeneratedColumn() key!: number;
  @Index('playlist_item_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('integer', { name: 'playlist_key' }) playlistKey!: number;
  @ManyToOne(() => Playlist, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'playlist_key' })
  playlist?: Relation<Playlist>;
  /** What the items of a playlist are ordered by, with room between them for others. */
  @Column('bigint') place!: number;
  /** 0: it is there; else the revision in which it was taken out. */
  @Column('integer', { name: 'removed_in' }) removedIn!: number;
  @Column('varchar', { name: 'track_id', length: 768 }) trackId!: string;
  /** Absent: a piece of music. */
  @Column('varchar', { length: 16, nullable: true }) kind!: string | null;
  /** This and what follows is shown where nobody knows the track any more. */
  @Column('text') title!: string;
  @Column('text') artist!: string;
  @Column('text') album!: string;
  @Column('integer', { name: 'duration_ms', nullable: true }) durationMs!: number | null;
  @Column('varchar', { name: 'artwork_id', length: 24, nullable: true }) artworkId!: string | null;
  @Instant({ name: 'added_at_ms' }) addedAtMs!: number;
}

/** Where a playlist comes from that was not made by hand. */
@Entity('playlist_origin')
@Index('playlist_origin_ref', ['kind', 'ref'])
export class PlaylistOrigin {
  @PrimaryColumn('integer', { name: 'playlist_key' }) playlistKey!: number;
  @ManyToOne(() => Playlist, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'playlist_key' })
  playlist?: Relation<Playlist>;
  /** `file` of a music folder, `remote` playlist of a source, `import` of a list that somebody handed over. */
  @Column('varchar', { length: 16 }) kind!: string;
  /** Path of the file, id of the playlist (`ytmusic:PL1`), or what the list was called. */
  @Column('text') ref!: string;
  /** As it was when it was read last; absent for what is read once. */
  @Column('text', { nullable: true }) version!: string | null;
  @Instant({ name: 'checked_at_ms' }) checkedAtMs!: number;
  /** It follows its origin no more, and is a person's own. */
  @Column('boolean', { name: 'is_frozen' }) isFrozen!: boolean;
  /** Why it could not be looked at, for a person. */
  @Column('text', { nullable: true }) trouble!: string | null;
  /** JSON of what that sentence tells. */
  @Column('text', { name: 'trouble_cause', nullable: true }) troubleCause!: string | null;
  /** How many entries the report has. */
  @Column('integer') unresolved!: number;
  /** JSON array of what was not found, or not for certain. */
  @Column('text') report!: string;
  /** JSON of what came and went when it was last another. */
  @Column('text', { nullable: true }) news!: string | null;
}
