import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
} from '@angular/core';
import { Ellipsis, GripVertical } from 'lucide';
import type { StationView } from '../../../core/api/types';
import { MenuButton } from '../../../media/menu-button';
import { MenuOn } from '../../../media/menu-on';
import { placeOf, QueueDrag } from '../../../media/queue/queue-drag';
import { SavedStations } from '../../../media/saved-stations';
import { stationDetail } from '../../../media/station-track';
import { stationSubject } from '../../../media/subjects/subject';
import { OnAir } from '../../../player/on-air';
import { Player } from '../../../player/player';
import { InlineEdit } from '../../../ui/inline-edit';
import { PickMark } from '../../../ui/list/pick-mark';
import { type Pickable, Picks } from '../../../ui/list/picks';
import { Roving } from '../../../ui/list/roving';
import { groupNames, movedTo, type StationGroup } from '../shared/groups';
import { STATION_ROW_PX } from '../shared/look';
import { groupSubject } from '../shared/station-actions';
import { StationRow } from '../shared/station-row';
import { Label } from '../../../ui/label';
import { Icon } from '../../../ui/icon';

const ICONS = { ellipsis: Ellipsis, gripVertical: GripVertical };

/** One group of saved stations. Each can be moved in it: by its handle, with Alt and an arrow, or by its menu. */
@Component({
  selector: 'px-station-group-list',
  imports: [Label, InlineEdit, MenuButton, MenuOn, PickMark, Picks, Roving, StationRow, Icon],
  template: `
    <section [attr.aria-label]="group().name || noGroup">
      @if (hasHeading()) {
        @if (group().name) {
          <div class="heading">
            <px-inline-edit #edit i18n-label label="name of the group" [value]="group().name" [saveWith]="rename">
              <h2 class="section-title" dir="auto">{{ edit.shown() }}</h2>
            </px-inline-edit>
            @if (isOneOfMany()) {
              <button class="icon-button" [pxMenuButton]="subject()">
                <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
              </button>
            }
          </div>
        } @else {
          <h2 class="section-title">{{ noGroup }}</h2>
        }
      }
      <ul #list pxRoving="rows" [pxPicks]="picked()" [together]="saved" [canDrag]="false">
        @for (station of group().stations; track station.id; let index = $index) {
          <li
            class="pickable"
            [attr.data-index]="index"
            [attr.data-station]="station.id"
            [class.dragged]="drag.current()?.itemId === station.id"
            [class.sorting]="drag.current()"
            [style.transform]="shiftOf(index)"
            [pxMenuOn]="subjectOf(station)"
          >
            <px-pick-mark [thing]="subjectOf(station)" />
            <px-station-row [station]="station" [detail]="detailOf(station)">
              @if (group().stations.length > 1) {
                <button
                  type="button"
                  class="icon-button handle"
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                  i18n-title
                  title="Drag it, or press Alt and an arrow"
                  i18n-pxLabel
                  pxLabel="Move {{ station.name }}"
                  (pointerdown)="beginDrag($event, station, index, list)"
                >
                  <svg [pxIcon]="icons.gripVertical" size="18" aria-hidden="true"></svg>
                </button>
              }
              <button class="icon-button" [pxMenuButton]="subjectOf(station)">
                <svg [pxIcon]="icons.ellipsis" size="18" aria-hidden="true"></svg>
              </button>
            </px-station-row>
          </li>
        }
      </ul>
    </section>
    <p class="sr-only" role="status">{{ told() }}</p>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s8);
    }
    .heading {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding-inline-end: var(--s1);
    }
    .heading,
    .section-title {
      margin-bottom: var(--s2);
    }
    px-inline-edit .section-title {
      margin: 0;
    }
    li {
      content-visibility: auto;
      contain-intrinsic-height: auto 64px;
    }
    li.sorting {
      position: relative;
      transition: transform var(--fast) var(--ease);
    }
    li.dragged {
      z-index: 2;
      border-radius: var(--radius-s);
      background: var(--bg-overlay);
      box-shadow: var(--shadow-2);
      transition: none;
    }
    .handle {
      cursor: grab;
      touch-action: none;
    }
    @media (hover: hover) {
      .handle {
        opacity: 0;
      }
      li:hover .handle,
      li:focus-within .handle {
        opacity: 1;
      }
    }
  `,
  host: { '(keydown)': 'onKey($event)' },
})
export class StationGroupList {
  protected readonly icons = ICONS;
  readonly group = input.required<StationGroup>();
  /** Whether there are others to be told from. */
  readonly hasHeading = input(true);
  /** All groups are selected from together. */
  protected readonly saved = inject(SavedStations);
  private readonly player = inject(Player);
  private readonly onAir = inject(OnAir);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly noGroup = $localize`In no group`;
  protected readonly drag = new QueueDrag();
  protected readonly subjectOf = stationSubject;
  protected readonly picked = computed<Pickable>(() => {
    const { stations } = this.group();
    return { count: stations.length, at: (index) => stations[index] && stationSubject(stations[index]) };
  });
  protected readonly subject = computed(() => groupSubject(this.group().name));
  /** Whether it can be moved among others. */
  protected readonly isOneOfMany = computed(() => groupNames(this.saved.all() ?? []).length > 1);
  /** What a screen reader hears of a move. */
  protected readonly told = signal('');
  protected readonly rename = (name: string): Promise<void> => this.saved.renameGroup(this.group().stations, name);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.drag.cancel());
  }

  /** What the one that plays here announces is newer than what the list said. */
  protected detailOf(station: StationView): string {
    const isCurrent = this.player.current()?.id === station.trackId;
    const playing = isCurrent && this.onAir.live() ? this.onAir.title()?.text : station.playing;
    return stationDetail({ tags: station.tags, playing });
  }

  protected shiftOf(index: number): string | null {
    const drag = this.drag.current();
    if (!drag) return null;
    const topPx = drag.from === index ? drag.topPx : placeOf(index, drag) * STATION_ROW_PX;
    return `translateY(${topPx - index * STATION_ROW_PX}px)`;
  }

  protected beginDrag(event: PointerEvent, { id }: StationView, index: number, list: HTMLElement): void {
    this.drag.begin(event, id, index, {
      list,
      scroller: document.documentElement,
      rowPx: STATION_ROW_PX,
      count: this.group().stations.length,
      dropped: (dropped, to) => this.move(dropped, to),
    });
  }

  /** Arrows go through the stations of the page; with Alt they take one along within its group. */
  protected onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = (event.target as HTMLElement).closest('li');
    const id = row?.dataset['station'];
    if (step === undefined || id === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.altKey) {
      const rows = [...document.querySelectorAll<HTMLElement>('px-station-group-list li')];
      rows[rows.findIndex((each) => each === row) + step]?.querySelector<HTMLElement>('.name')?.focus();
      return;
    }
    const to = this.group().stations.findIndex((station) => station.id === id) + step;
    if (to < 0 || to >= this.group().stations.length) return;
    this.move(id, to);
    // A row that moves loses the focus.
    const part = (event.target as HTMLElement).closest('.handle') ? '.handle' : '.name';
    const focus = (): void => this.host.querySelector<HTMLElement>(`li[data-station="${CSS.escape(id)}"] ${part}`)?.focus(); // prettier-ignore
    afterNextRender(focus, { injector: this.injector });
  }

  private move(id: string, to: number): void {
    const { stations } = this.group();
    const moved = stations.find((station) => station.id === id);
    this.told.set($localize`${moved?.name ?? ''}:name:: place ${to + 1}:place: of ${stations.length}:all:.`);
    void this.saved.order(movedTo(this.saved.all() ?? [], id, to));
  }
}
