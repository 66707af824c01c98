import { Injectable } from '@nestjs/common';

/** Something that a part of the application has of a source. */
export interface Holding {
  /** What it is, by a word that is never changed: `saved-albums`. */
  readonly kind: string;
  /** How many. */
  readonly count: number;
  /** What becomes of it when the source is taken away, in a sentence. */
  readonly detail: string;
}

/** Tells what one part of the application has of a source; nothing where it has none. */
export type DescribeHoldings = (sourceId: string, ownerId: string) => Promise<readonly Holding[]>;

/** Where modules say what they have of sources, so that a person knows what goes when one of these is taken away. */
@Injectable()
export class SourceHoldings {
  private readonly describers: DescribeHoldings[] = [];

  register(describe: DescribeHoldings): void {
    this.describers.push(describe);
  }

  async of(sourceId: string, ownerId: string): Promise<Holding[]> {
    const all = await Promise.all(this.describers.map((describe) => describe(sourceId, ownerId)));
    return all.flat().filter(({ count }) => count > 0);
  }
}
