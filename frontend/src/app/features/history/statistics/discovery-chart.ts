import { Component, computed, input, signal } from '@angular/core';
import { matchesMedia } from '../../../ui/media-query';
import { labelled, stackAreas } from './area-geometry';
import { ChartFrame, type DataTable } from './chart-frame';
import { statistic } from './statistic';
import type { Window } from './windows';
import { datesWith, numberInWords } from '../../../core/locale/formats';

const PLOT = { widthPx: 1000, heightPx: 220 };
const MONTH = datesWith({ month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Month by month: listens to what was known, and on top of them those to what had never been heard before. */
@Component({
  selector: 'px-discovery-chart',
  imports: [ChartFrame],
  template: `
    <px-chart-frame i18n-heading heading="New and known" [of]="discovery" [table]="table()" waitingHeight="18rem">
      @if (pairs().length > 1) {
        <div class="plot" dir="ltr" (pointermove)="point($event)" (pointerleave)="pointed.set(undefined)">
          <ul class="scale tabular" aria-hidden="true">
            @for (tick of areas().ticks; track tick.value) {
              <li [style.top.%]="(100 * tick.y) / plot.heightPx">{{ number(tick.value) }}</li>
            }
          </ul>
          <div class="drawing">
            <svg
              role="img"
              preserveAspectRatio="none"
              [attr.viewBox]="'0 0 ' + plot.widthPx + ' ' + plot.heightPx"
              [attr.aria-label]="summary()"
            >
              @for (tick of areas().ticks; track tick.value) {
                <line class="tick" x1="0" [attr.x2]="plot.widthPx" [attr.y1]="tick.y" [attr.y2]="tick.y" />
              }
              <path class="known" [attr.d]="areas().lower" />
              <path class="new" [attr.d]="areas().upper" />
              <path class="edge known-edge" [attr.d]="areas().lowerLine" />
              <path class="edge new-edge" [attr.d]="areas().upperLine" />
              @if (pointed() !== undefined) {
                <line class="at" y1="0" [attr.y2]="plot.heightPx" [attr.x1]="pointedX()" [attr.x2]="pointedX()" />
              }
            </svg>
          </div>
          <ul class="months tabular" aria-hidden="true">
            @for (label of labels(); track label.at) {
              <li [style.left.%]="label.leftPercent" [class.last]="label.isLast" [class.first]="label.at === 0">
                {{ label.name }}
              </li>
            }
          </ul>
        </div>
      } @else if (pairs()[0]; as only) {
        <div class="one" dir="ltr" role="img" [attr.aria-label]="summary()">
          <span class="known" [style.flex-grow]="only.lower"></span>
          <span class="new" [style.flex-grow]="only.upper"></span>
        </div>
      }
      <p class="legend tabular">
        <span><i class="new" aria-hidden="true"></i> {{ whereNew() }}</span>
        <span><i class="known" aria-hidden="true"></i> {{ whereKnown() }}</span>
        <span class="said">{{ note() }}</span>
      </p>
    </px-chart-frame>
  `,
  styleUrl: './discovery-chart.css',
})
export class DiscoveryChart {
  readonly window = input.required<Window>();
  protected readonly discovery = statistic('/api/v1/history/statistics/discovery', () => ({ query: this.window() }));
  protected readonly plot = PLOT;
  protected readonly number = numberInWords;
  private readonly isNarrow = matchesMedia('(width < 700px)');
  private readonly months = computed(() => this.discovery.value()?.months ?? []);
  protected readonly pairs = computed(() =>
    this.months().map(({ newListens, knownListens }) => ({ lower: knownListens, upper: newListens })),
  );
  private readonly isStacked = computed(() => this.pairs().length > 1);
  protected readonly whereNew = computed(() => (this.isStacked() ? $localize`Above: new` : $localize`Right: new`));
  protected readonly whereKnown = computed(() => (this.isStacked() ? $localize`Below: known` : $localize`Left: known`));
  protected readonly areas = computed(() => stackAreas(this.pairs(), PLOT));
  protected readonly labels = computed(() => {
    const months = this.months();
    const last = months.length - 1;
    return labelled(months.length, this.isNarrow() ? 3 : 5).map((at) => ({
      at,
      name: nameOf(months[at]?.month ?? ''),
      leftPercent: last === 0 ? 0 : (100 * at) / last,
      isLast: at === last,
    }));
  });
  protected readonly pointed = signal<number | undefined>(undefined);
  protected readonly pointedX = computed(() => this.areas().xs[this.pointed() ?? 0] ?? 0);
  protected readonly summary = computed(() => {
    const fresh = this.months().reduce((sum, { newListens }) => sum + newListens, 0);
    const known = this.months().reduce((sum, { knownListens }) => sum + knownListens, 0);
    return $localize`In all: ${numberInWords(fresh)}:new: new, ${numberInWords(known)}:known: known`;
  });
  protected readonly note = computed(() => {
    const month = this.months()[this.pointed() ?? -1];
    if (!month) return this.summary();
    return $localize`${nameOf(month.month)}:month:: ${numberInWords(month.newListens)}:new: new, ${numberInWords(month.knownListens)}:known: known`;
  });
  protected readonly table = computed<DataTable>(() => ({
    columns: [$localize`Month`, $localize`New`, $localize`Known`],
    rows: [...this.months()]
      .reverse()
      .map(({ month, newListens, knownListens }) => [
        nameOf(month),
        numberInWords(newListens),
        numberInWords(knownListens),
      ]),
  }));

  protected point(event: PointerEvent): void {
    const box = (event.currentTarget as Element).querySelector('svg')?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const at = Math.round(((event.clientX - box.left) / box.width) * (this.months().length - 1));
    this.pointed.set(Math.min(Math.max(at, 0), this.months().length - 1));
  }
}

/** `Jun 2024` of `2024-06`. */
function nameOf(month: string): string {
  return MONTH(Date.parse(`${month}-01`));
}
