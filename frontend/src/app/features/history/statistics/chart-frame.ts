import { Component, computed, input, signal } from '@angular/core';
import { ChartNoAxesColumn, Table2 } from 'lucide';
import { FailureNote } from '../../../ui/failure';
import type { Statistic } from './statistic';
import { Icon } from '../../../ui/icon';

const ICONS = { chartNoAxesColumn: ChartNoAxesColumn, table2: Table2 };

/** What a chart says, as words and numbers. The first cell of each row heads it. */
export interface DataTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A heading, a chart, and the table behind it; or what is to be said while there is no chart. */
@Component({
  selector: 'px-chart-frame',
  imports: [FailureNote, Icon],
  template: `
    <section [attr.aria-label]="heading()" [attr.aria-busy]="of().isLoading()">
      <header>
        <h2 class="section-title">{{ heading() }}</h2>
        <ng-content select="[choice]" />
        @if (table().rows.length > 0) {
          <button
            type="button"
            class="icon-button"
            [attr.aria-label]="label()"
            [title]="title()"
            (click)="isTable.set(!isTable())"
          >
            @if (isTable()) {
              <svg [pxIcon]="icons.chartNoAxesColumn" size="18" aria-hidden="true"></svg>
            } @else {
              <svg [pxIcon]="icons.table2" size="18" aria-hidden="true"></svg>
            }
          </button>
        }
      </header>
      @if (of().failure(); as failure) {
        <px-failure [failure]="failure" (retried)="of().reload()" />
      } @else if (of().value() === undefined) {
        <div class="skeleton" [style.height]="waitingHeight()"></div>
      } @else if (table().rows.length === 0) {
        <p class="none">{{ none() }}</p>
      } @else if (isTable()) {
        <div class="scroll" tabindex="0" role="group" [attr.aria-label]="tableLabel()">
          <table>
            <caption class="sr-only">
              {{
                heading()
              }}
            </caption>
            <thead>
              <tr>
                @for (column of table().columns; track $index) {
                  <th scope="col">{{ column }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of table().rows; track $index) {
                <tr>
                  @for (cell of row; track $index) {
                    @if ($first) {
                      <th scope="row" dir="auto">{{ cell }}</th>
                    } @else {
                      <td dir="auto">{{ cell }}</td>
                    }
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <ng-content />
      }
    </section>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s1) var(--s3);
      min-height: 2.75rem;
      margin-bottom: var(--s3);
    }
    h2 {
      flex: 1;
    }
    section[aria-busy='true'] > :not(header) {
      opacity: 0.6;
    }
    .skeleton {
      border-radius: var(--radius-m);
    }
    .none {
      color: var(--text-dim);
    }
    .scroll {
      max-height: 24rem;
      overflow: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: var(--step--1);
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding-block: var(--s2);
      padding-inline: 0 var(--s3);
      border-bottom: 1px solid var(--line);
      font-weight: 450;
      text-align: start;
    }
    thead th {
      position: sticky;
      top: 0;
      background: var(--bg);
      color: var(--text-dim);
      font-weight: 550;
    }
    thead th {
      white-space: nowrap;
    }
    /* Wide enough for every number and length of time, which thus stand on one line. */
    td {
      min-width: 6rem;
    }
    tbody th {
      min-width: 10rem;
    }
  `,
})
export class ChartFrame {
  protected readonly icons = ICONS;
  readonly heading = input.required<string>();
  readonly of = input.required<Pick<Statistic<unknown>, 'value' | 'failure' | 'isLoading' | 'reload'>>();
  readonly table = input.required<DataTable>();
  /** What stands there when nothing was heard. */
  readonly none = input($localize`Nothing was heard in this time.`);
  /** How high the chart will be, or nearly, as CSS writes it. */
  readonly waitingHeight = input('14rem');
  protected readonly isTable = signal(false);
  protected readonly tableLabel = computed(() => $localize`${this.heading()}:heading: as a table`);
  protected readonly title = computed(() => (this.isTable() ? $localize`Show as chart` : $localize`Show as table`));
  protected readonly label = computed(() =>
    this.isTable()
      ? $localize`Show as chart: ${this.heading()}:heading:`
      : $localize`Show as table: ${this.heading()}:heading:`,
  );
}
