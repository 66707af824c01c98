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
}

/** Rows of cells below headings; what the template draws comes last in each row. */
export interface TableLook<Item> {
  readonly kind: 'table';
  readonly rowPx: number;
  readonly columns: readonly Column<Item>[];
}

export interface Column<Item> {
  readonly title: string;
  /** As a track of a CSS grid: `minmax(0, 3fr)`, `5rem`; no `auto`, which differs from row to row. */
  readonly width: string;
  readonly text: (item: Item) => string;
  /** Where the text leads, as `routerLink` takes it. */
  readonly link?: (item: Item) => readonly string[];
  readonly isNumber?: boolean;
  /** Left out where the list is narrow. */
  readonly isExtra?: boolean;
}

/** How the items of a list are drawn. */
export type ListLook<Item> = CardsLook | RowsLook | TableLook<Item>;
