import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn, type Relation } from 'typeorm'; // prettier-ignore
import { Instant } from '../instant.js';
import { Person } from './person.entity.js';

/** A podcast, with how its feed is doing. It is looked at as long as somebody subscribes to it. */
@Entity('show')
@Index('show_by_title', ['sortTitle', 'key'])
export class Show {
  @PrimaryGeneratedColumn() key!: number;
  /** Made of the address at which it was first subscribed to. */
  @Index('show_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  /** Of the feed; null where it is private: then a file of secrets has it. */
  @Column('text', { nullable: true }) address!: string | null;
  /** Of the whole address. */
  @Index('show_address', { unique: true })
  @Column('varchar', { name: 'address_hash', length: 24 })
  addressHash!: string;
  @Column('varchar', { length: 255 }) host!: string;
  @Column('boolean', { name: 'is_private' }) isPrivate!: boolean;
  /** `podcast:guid`. */
  @Index('show_guid') @Column('varchar', { length: 100, nullable: true }) guid!: string | null;
  @Column('text') title!: string;
  @Column('text', { name: 'sort_title' }) sortTitle!: string;
  @Column('text', { nullable: true }) author!: string | null;
  @Column('varchar', { name: 'artwork_id', length: 24, nullable: true }) artworkId!: string | null;
  @Column('boolean', { name: 'is_serial' }) isSerial!: boolean;
  /** JSON of what only its page shows. */
  @Column('text') details!: string;
  /** `ok`, `failing`, `unauthorized`, `ended` or `dead`. */
  @Column('varchar', { length: 16 }) state!: string;
  /** Of why it is not `ok`. */
  @Column('varchar', { name: 'fault_code', length: 32, nullable: true }) faultCode!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { name: 'next_step', nullable: true }) nextStep!: string | null;
  /** In a row. */
  @Column('integer') failures!: number;
  @Instant({ name: 'failing_since_ms', nullable: true }) failingSinceMs!: number | null;
  @Column('text', { nullable: true }) etag!: string | null;
  @Column('text', { name: 'last_modified', nullable: true }) lastModified!: string | null;
  @Column('varchar', { name: 'document_hash', length: 64, nullable: true }) documentHash!: string | null;
  @Instant({ name: 'checked_at_ms', nullable: true }) checkedAtMs!: number | null;
  @Instant({ name: 'changed_at_ms', nullable: true }) changedAtMs!: number | null;
  /** When it was last asked for whatever there is. */
  @Instant({ name: 'unconditional_at_ms', nullable: true }) unconditionalAtMs!: number | null;
  /** Null: not by itself. */
  @Index('show_due') @Instant({ name: 'next_check_at_ms', nullable: true }) nextCheckAtMs!: number | null;
  /** Of the address that redirects say is the one from now on, until it is believed. */
  @Column('varchar', { name: 'moved_to_hash', length: 24, nullable: true }) movedToHash!: string | null;
  @Column('integer', { name: 'moved_times' }) movedTimes!: number;
  @Column('boolean', { name: 'is_archive_read' }) isArchiveRead!: boolean;
  @Instant({ name: 'added_at_ms' }) addedAtMs!: number;
}

/** Somebody follows a show. */
@Entity('subscription')
export class Subscription {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Index('subscription_show') @PrimaryColumn('integer', { name: 'show_key' }) showKey!: number;
  @ManyToOne(() => Show, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'show_key' }) show?: Relation<Show>;
  @Column('varchar', { name: 'group_name', length: 200, nullable: true }) groupName!: string | null;
  /** JSON of how it is played and what of it is left out. */
  @Column('text') settings!: string;
  @Instant({ name: 'subscribed_at_ms' }) subscribedAtMs!: number;
}

/** An episode of a show. It stays when it leaves its feed. */
@Entity('episode')
@Index('episode_of_show', ['showKey', 'sortAtMs', 'key'])
@Index('episode_by_time', ['sortAtMs', 'key'])
@Index('episode_fresh', ['isFresh', 'sortAtMs', 'key'])
export class Episode {
  @PrimaryGeneratedColumn() key!: number;
  /** Made of the show's and of what the feed first knew it by. As a track it is `podcast:` and this. */
  @Index('episode_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('integer', { name: 'show_key' }) showKey!: number;
  @ManyToOne(() => Show, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'show_key' }) show?: Relation<Show>;
  /** Hash of what the feed knows it by now: its guid, else the address of its audio. */
  @Column('varchar', { length: 24 }) identity!: string;
  /** Of the item, as it was read last. */
  @Column('varchar', { name: 'item_hash', length: 24 }) itemHash!: string;
  @Column('text') title!: string;
  @Column('text', { name: 'sort_title' }) sortTitle!: string;
  /** `full`, `trailer` or `bonus`. */
  @Column('varchar', { length: 8 }) kind!: string;
  @Instant({ name: 'published_at_ms', nullable: true }) publishedAtMs!: number | null;
  /** What lists are ordered by: 0 for what says that it will be published one day. */
  @Instant({ name: 'sort_at_ms' }) sortAtMs!: number;
  /** As the feed tells it, until somebody has heard the sound. */
  @Column('integer', { name: 'duration_ms', nullable: true }) durationMs!: number | null;
  /** It is the length of the sound. */
  @Column('boolean', { name: 'is_length_heard', default: false }) isLengthHeard!: boolean;
  @Column('text') address!: string;
  @Column('varchar', { name: 'mime_type', length: 80, nullable: true }) mimeType!: string | null;
  @Column('integer', { nullable: true }) season!: number | null;
  @Column('float', { nullable: true }) number!: number | null;
  @Column('varchar', { name: 'artwork_id', length: 24, nullable: true }) artworkId!: string | null;
  /** It came out while the show was followed; not what turns up of the past. */
  @Column('boolean', { name: 'is_fresh' }) isFresh!: boolean;
  /** The feed does not have it any more. */
  @Column('boolean', { name: 'is_gone' }) isGone!: boolean;
  /** Another episode is at the address of its audio by now. */
  @Column('boolean', { name: 'is_replaced' }) isReplaced!: boolean;
  @Instant({ name: 'first_seen_at_ms' }) firstSeenAtMs!: number;
  @Index('episode_gone') @Instant({ name: 'gone_at_ms', nullable: true }) goneAtMs!: number | null;
  /** Since it has gone: when its host was last asked whether its sound is still there. */
  @Instant({ name: 'sound_asked_at_ms', nullable: true }) soundAskedAtMs!: number | null;
}

/** What only the page of an episode shows. */
@Entity('episode_details')
export class EpisodeDetails {
  @PrimaryColumn('integer', { name: 'episode_key' }) episodeKey!: number;
  @ManyToOne(() => Episode, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'episode_key' }) episode?: Relation<Episode>;
  /** JSON. */
  @Column('text') details!: string;
  /** Chapters that stand in its sound, in JSON; absent: nobody has looked yet. */
  @Column('text', { name: 'file_chapters', nullable: true }) fileChapters!: string | null;
}

/** An episode that somebody's rules for its show leave out of lists. */
@Entity('episode_left_out')
export class EpisodeLeftOut {
  @PrimaryColumn('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Index('episode_left_out_episode') @PrimaryColumn('integer', { name: 'episode_key' }) episodeKey!: number;
  @ManyToOne(() => Episode, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'episode_key' }) episode?: Relation<Episode>;
}

/** A place in an episode that somebody wants to find again. */
@Entity('bookmark')
@Index('bookmark_episode', ['ownerId', 'episodeKey', 'positionMs'])
export class Bookmark {
  @PrimaryGeneratedColumn() key!: number;
  @Index('bookmark_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Index('bookmark_of_episode') @Column('integer', { name: 'episode_key' }) episodeKey!: number;
  @ManyToOne(() => Episode, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'episode_key' }) episode?: Relation<Episode>;
  @Column('integer', { name: 'position_ms' }) positionMs!: number;
  @Column('text', { nullable: true }) note!: string | null;
  @Instant({ name: 'created_at_ms' }) createdAtMs!: number;
}

/** A list of episodes that somebody gave a name. */
@Entity('episode_list')
@Index('episode_list_owner', ['ownerId', 'createdAtMs', 'key'])
export class EpisodeList {
  @PrimaryGeneratedColumn() key!: number;
  @Index('episode_list_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('varchar', { name: 'owner_id', length: 16 }) ownerId!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'owner_id' }) owner?: Relation<Person>;
  @Column('varchar', { length: 100 }) name!: string;
  /** JSON of what is asked for, in the words of the API. */
  @Column('text') query!: string;
  @Instant({ name: 'created_at_ms' }) createdAtMs!: number;
}
