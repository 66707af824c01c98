import { computed, inject, Service } from '@angular/core';
import { oneOf, Preferences } from '../../core/preferences';
import { matchesMedia } from '../media-query';
import type { RowsLook, TableLook } from './list-look';

const COVERS = oneOf('pyxis.cover-size', ['medium', 'small', 'large']);
const ROWS = oneOf('pyxis.rows', ['roomy', 'compact']);
const SCALES = { small: 0.72, medium: 1, large: 1.4 } as const;

export type CoverSize = (typeof COVERS)['usual'];
export type RowHeight = (typeof ROWS)['usual'];

/** How much a person wants to see at once, in this browser: the size of covers, and how high rows are. */
@Service()
export class Density {
  private readonly keptCovers = inject(Preferences).of(COVERS);
  private readonly keptRows = inject(Preferences).of(ROWS);
  /** Rows stay as high as a finger is wide. */
  private readonly isTouched = matchesMedia('(pointer: coarse)');

  readonly covers = this.keptCovers.value;
  readonly rows = this.keptRows.value;
  readonly coverScale = computed(() => SCALES[this.covers()]);
  readonly isCompact = computed(() => this.rows() === 'compact' && !this.isTouched());

  chooseCovers(size: CoverSize): void {
    this.keptCovers.choose(size);
  }

  chooseRows(height: RowHeight): void {
    this.keptRows.choose(height);
  }

  /** In CSS pixels. */
  rowPx({ rowPx, compactPx }: Pick<RowsLook | TableLook<never>, 'rowPx' | 'compactPx'>): number {
    return (this.isCompact() ? compactPx : undefined) ?? rowPx;
  }
}
