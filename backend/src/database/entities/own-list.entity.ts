import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn, type Relation } from 'typeorm'; // prettier-ignore
import { Instant } from '../instant.js';

/** A list that somebody made or filled at a source: what they like there, and their playlists. */
@Entity('own_list')
@Index('own_list_of_account', ['source', 'account', 'nativeId'], { unique: true })
export class OwnList {
  @PrimaryGeneratedColumn() key!: number;
  @Column('varchar', { length: 32 }) source!: string;
  /** Whose it is: the same id is another list for another account. */
  @Column('varchar', { length: 256 }) account!: string;
  @Column('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** How many tracks it has, as the source said last. */
  @Column('integer') told!: number;
}

/** A track that the source once told to be in such a list. */
@Entity('own_list_item')
@Index('own_list_item_seen', ['listKey', 'seenAtMs'])
export class OwnListItem {
  @PrimaryColumn('integer', { name: 'list_key' }) listKey!: number;
  @ManyToOne(() => OwnList, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'list_key' }) list?: Relation<OwnList>;
  @PrimaryColumn('varchar', { name: 'native_id', length: 512 }) nativeId!: string;
  /** From 0 on, as the list was when it was seen. */
  @Column('integer') position!: number;
  /** It was listed, and could be heard. */
  @Column('boolean', { name: 'is_playable' }) isPlayable!: boolean;
  /** When the walk through the list began that saw it last. */
  @Instant({ name: 'seen_at_ms' }) seenAtMs!: number;
}
