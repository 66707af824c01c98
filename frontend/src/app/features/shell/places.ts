import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import {
  LucideChartNoAxesColumn,
  LucideDisc3,
  LucideRotateCcwClock,
  LucideHouse,
  LucideSearch,
  LucideSettings,
  LucideUsersRound,
} from '@lucide/angular';

/** Whatever is asked of the page, but not the pages below it. */
const THIS_PATH = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;

/**
 * Where one can go: a rail at the left, only icons on a tablet. A phone has room for four at the bottom; its search
 * field, the settings and the statistics are at the top of pages.
 */
@Component({
  selector: 'px-places',
  imports: [
    LucideChartNoAxesColumn,
    LucideDisc3,
    LucideRotateCcwClock,
    LucideHouse,
    LucideSearch,
    LucideSettings,
    LucideUsersRound,
    RouterLink,
    RouterLinkActive,
  ],
  template: `
    <nav aria-label="Places">
      <a class="brand" routerLink="/" aria-label="Pyxis, home">
        <img src="favicon.svg" width="32" height="32" alt="" />
        <span class="word">Pyxis</span>
      </a>
      <a
        routerLink="/"
        routerLinkActive="here"
        ariaCurrentWhenActive="page"
        [routerLinkActiveOptions]="{ exact: true }"
      >
        <svg lucideHouse size="22" aria-hidden="true"></svg><span class="word">Home</span>
      </a>
      <a class="wide" routerLink="/search" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideSearch size="22" aria-hidden="true"></svg><span class="word">Search</span>
      </a>
      <a routerLink="/albums" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideDisc3 size="22" aria-hidden="true"></svg><span class="word">Albums</span>
      </a>
      <a routerLink="/artists" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideUsersRound size="22" aria-hidden="true"></svg><span class="word">Artists</span>
      </a>
      <a
        routerLink="/history"
        routerLinkActive="here"
        ariaCurrentWhenActive="page"
        [routerLinkActiveOptions]="onlyThisPath"
      >
        <svg lucideRotateCcwClock size="22" aria-hidden="true"></svg><span class="word">History</span>
      </a>
      <a class="wide" routerLink="/history/statistics" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideChartNoAxesColumn size="22" aria-hidden="true"></svg><span class="word">Statistics</span>
      </a>
      <a class="settings wide" routerLink="/settings" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideSettings size="22" aria-hidden="true"></svg><span class="word">Settings</span>
      </a>
    </nav>
  `,
  styleUrl: './places.css',
})
export class Places {
  protected readonly onlyThisPath = THIS_PATH;
}
