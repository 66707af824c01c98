import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One cover, as a source holds it. Its id changes when the picture may have, so that its URL never goes stale. */
@Entity('artwork')
@Index('artwork_unseen', ['key'], { where: 'placeholder IS NULL' })
export class Artwork {
  @PrimaryGeneratedColumn() key!: number;
  @Index('artwork_id', { unique: true }) @Column('varchar', { length: 24 }) id!: string;
  @Column('varchar', { length: 32 }) source!: string;
  @Column('text') locator!: string;
  /** Of the original, in pixels; this and what follows is absent until the cover was first looked at. */
  @Column('integer', { nullable: true }) width!: number | null;
  @Column('integer', { nullable: true }) height!: number | null;
  /** A tiny blurred preview as a data URL. */
  @Column('text', { nullable: true }) placeholder!: string | null;
  /** JSON list of colours (`#rrggbb`), most telling first. */
  @Column('text', { nullable: true }) swatches!: string | null;
}
