import type { Sorted } from './sorted';

/** Cards beside each other, as many as fit. */
export interface CardsLook {
  readonly kind: 'cards';
  /** The least width of a card. */
  readonly minColumnPx: number;
  readonly gapPx: number;
  /** Height of what stands below the square of a card. */
  readonly captionPx: number;
  readonly isRound?: boolean;
}

/** One below the other, each as high as the next. */
export interface RowsLook {
  readonly kind: 'rows';
  readonly rowPx: number;
  /** For who wants more of them in view; absent: they stay as they are. */
  readonly compactPx?: number;
}

/** Rows of cells below headings; what the template draws comes last in each row. */
export interface TableLook<Item> {
  readonly kind: 'table';
  readonly rowPx: number;
  readonly compactPx?: number;
  readonly columns: readonly Column<Item>[];
  /** The column by which it is sorted. */
  readonly sorted?: Sorted;
  /** Whether an item is what plays. */
  readonly isCurrent?: (item: Item) => boolean;
}

export interface Column<Item> {
  /** Where its head can be pressed, to sort by it. */
  readonly id?: string;
  readonly title: string;
  /** As a track of a CSS grid: `minmax(0, 3fr)`, `5rem`; no `auto`, which differs from row to row. */
  readonly width: string;
  readonly text: (item: Item) => string;
  /** Where the text leads, as `routerLink` takes it; nowhere where that gives nothing. */
  readonly link?: (item: Item) => readonly string[] | undefined;
  /** What a press of the text does, and how a screen reader calls that. */
  readonly press?: { readonly run: (item: Item) => void; readonly name: (item: Item) => string };
  readonly isNumber?: boolean;
  /** Of a line below the text, which is as long as the text is wide where it is the most of the list. */
  readonly amount?: (item: Item) => number;
  /** Left out where the list is narrower, in CSS pixels. */
  readonly fromPx?: number;
}

/** How the items of a list are drawn. */
export type ListLook<Item> = CardsLook | RowsLook | TableLook<Item>;
