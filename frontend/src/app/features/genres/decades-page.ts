import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { query } from '../../core/api/query';
import type { DecadeView } from '../../core/api/types';
import { ALBUM_CARDS } from '../../media/looks';
import { CardSkeletons } from '../../ui/card-skeletons';
import { EmptyState } from '../../ui/empty-state';
import { FailureNote } from '../../ui/failure';
import { counted } from '../../ui/format';
import { List } from '../../ui/list/list';
import { ListItem } from '../../ui/list/list-item';
import { wholeList } from '../../ui/list/list-source';
import { WayCard } from './way-card';
import { WaysTabs } from './ways-tabs';
import { decadeName } from './decade-name';

/** Every decade in which something of the library came out. */
@Component({
  selector: 'px-decades-page',
  imports: [CardSkeletons, EmptyState, FailureNote, List, ListItem, RouterLink, WayCard, WaysTabs],
  template: `
    <h1 i18n class="page-title" tabindex="-1">Decades</h1>
    <px-ways-tabs />
    @if (list(); as list) {
      @if (list.items().length > 0) {
        <px-list i18n-label label="Decades" [look]="look">
          <px-way-card
            *pxListItem="let each of list"
            [name]="nameOf(each.decade)"
            [amount]="amount(each)"
            [artworkIds]="each.artworkIds"
            [link]="['/decade', '' + each.decade]"
          />
        </px-list>
      } @else {
        <px-empty-state i18n-heading heading="No decades yet">
          <p i18n>Decades appear here as soon as there are albums that tell their year.</p>
          <a i18n class="button primary" routerLink="/settings">Music folders and scan</a>
        </px-empty-state>
      }
    } @else if (loaded.failure(); as failure) {
      <px-failure [failure]="failure" (retried)="loaded.reload()" />
    } @else {
      <div class="waiting"><px-card-skeletons [count]="8" /></div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .waiting {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
      gap: 20px;
    }
  `,
  host: { class: 'page' },
})
export class DecadesPage {
  protected readonly nameOf = decadeName;
  protected readonly look = ALBUM_CARDS;
  protected readonly loaded = query('/api/v1/decades', () => ({}), $localize`the decades`);
  protected readonly list = computed(() => {
    const items = this.loaded.value()?.items;
    return items && wholeList(items);
  });

  protected amount({ albumCount, trackCount }: DecadeView): string {
    return `${counted(albumCount, 'album')} · ${counted(trackCount, 'song')}`;
  }
}
