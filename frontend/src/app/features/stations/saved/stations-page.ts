import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Plus, Search } from 'lucide';
import { KnownSources } from '../../../media/known-sources';
import { SavedStations } from '../../../media/saved-stations';
import { EmptyState } from '../../../ui/empty-state';
import { FailureNote } from '../../../ui/failure';
import { groupsOf } from '../shared/groups';
import { STATION_ROW_PX } from '../shared/look';
import { PersonalList } from '../personal/personal-list';
import { AddStation } from './add-station';
import { StationFiles } from './station-files';
import { StationGroupList } from './station-group-list';
import { Icon } from '../../../ui/icon';

const ICONS = { plus: Plus, search: Search };

/** So many rows are drawn of stations that are on their way. */
const AWAITED = 6;

/** The stations that a person saved, in groups and an order of their own, and the ways to get more. */
@Component({
  selector: 'px-stations-page',
  imports: [AddStation, EmptyState, FailureNote, PersonalList, RouterLink, StationFiles, StationGroupList, Icon],
  template: `
    <header>
      <h1 i18n class="page-title" tabindex="-1">Stations</h1>
      <div class="ways">
        <a class="button primary" routerLink="/stations/find">
          <svg [pxIcon]="icons.search" size="1.1em" aria-hidden="true"></svg>
          <ng-container i18n>Find stations</ng-container>
        </a>
        <button type="button" class="button" [attr.aria-expanded]="isAdding()" (click)="isAdding.set(!isAdding())">
          <svg [pxIcon]="icons.plus" size="1.1em" aria-hidden="true"></svg>
          <ng-container i18n>Add by address</ng-container>
        </button>
        <px-station-files [hasStations]="groups().length > 0" />
      </div>
    </header>
    @if (isAdding()) {
      <px-add-station (closed)="isAdding.set(false)" />
    }
    @if (saved.all(); as stations) {
      @for (group of groups(); track group.name) {
        <px-station-group-list [group]="group" [hasHeading]="groups().length > 1 || group.name !== ''" />
      } @empty {
        @if (hasOthers()) {
          <p i18n class="none">No radio stations yet. Find one in the directory, or add one by its address.</p>
        } @else if (sources.isKnown()) {
          <px-empty-state i18n-heading heading="No radio stations yet">
            <p i18n>
              Find one among the tens of thousands in the directory, or paste the address of one that you know.
            </p>
            <div class="both">
              <a i18n class="button primary" routerLink="/stations/find">Find stations</a>
              <button i18n type="button" class="button" (click)="isAdding.set(true)">Add by address</button>
            </div>
          </px-empty-state>
        }
      }
    } @else if (saved.failure(); as failure) {
      <px-failure [failure]="failure" (retried)="saved.load()" />
    } @else {
      <div aria-busy="true" i18n-aria-label aria-label="Stations">
        @for (row of awaited; track row) {
          <div class="shape" [style.height.px]="rowPx">
            <div class="skeleton art"></div>
            <div class="skeleton line"></div>
          </div>
        }
      </div>
    }
    <!-- Last: a service is waited for, and what it has moves nothing that is read already. -->
    <px-personal-list />
  `,
  styles: `
    :host {
      display: block;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--s3) var(--s4);
      margin-block: var(--s2) var(--s6);
    }
    header .page-title {
      margin: 0;
    }
    .ways,
    .both {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2);
    }
    .both {
      justify-content: center;
    }
    .none {
      margin: 0;
      color: var(--text-dim);
    }
    .shape {
      display: grid;
      grid-template-columns: 3rem 12rem;
      align-items: center;
      gap: var(--s3);
      padding-inline: var(--s1);
    }
    .art {
      height: 3rem;
    }
    .line {
      height: 0.85rem;
    }
  `,
  host: { class: 'page' },
})
export class StationsPage {
  protected readonly icons = ICONS;
  protected readonly saved = inject(SavedStations);
  protected readonly sources = inject(KnownSources);
  /** Those of services stand below: what is not there must not stand in their way. */
  protected readonly hasOthers = computed(() => this.sources.anyCan('personalStations'));
  protected readonly isAdding = signal(false);
  protected readonly rowPx = STATION_ROW_PX;
  protected readonly awaited = Array.from({ length: AWAITED }, (_, at) => at);
  protected readonly groups = computed(() => groupsOf(this.saved.all() ?? []));

  constructor() {
    void this.saved.load();
  }
}
