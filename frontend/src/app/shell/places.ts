import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { LucideDisc3, LucideHouse, LucideSearch, LucideSettings, LucideUsersRound } from '@lucide/angular';

/** Where one can go: a rail at the left, only icons on a tablet, a bar at the bottom on a phone. */
@Component({
  selector: 'px-places',
  imports: [LucideDisc3, LucideHouse, LucideSearch, LucideSettings, LucideUsersRound, RouterLink, RouterLinkActive],
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
      <a routerLink="/search" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideSearch size="22" aria-hidden="true"></svg><span class="word">Search</span>
      </a>
      <a routerLink="/albums" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideDisc3 size="22" aria-hidden="true"></svg><span class="word">Albums</span>
      </a>
      <a routerLink="/artists" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideUsersRound size="22" aria-hidden="true"></svg><span class="word">Artists</span>
      </a>
      <a class="settings" routerLink="/settings" routerLinkActive="here" ariaCurrentWhenActive="page">
        <svg lucideSettings size="22" aria-hidden="true"></svg><span class="word">Settings</span>
      </a>
    </nav>
  `,
  styleUrl: './places.css',
})
export class Places {}
