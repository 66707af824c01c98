import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Command, Keyboard as KeyboardIcon, Settings } from 'lucide';
import { Connection } from '../../core/api/connection';
import { Waiting } from '../../core/api/waiting';
import { ImportProgress } from '../../core/import-progress';
import { momentInWords } from '../../core/locale/formats';
import { ScanProgress } from '../../core/scan-progress';
import { Keyboard } from './keyboard';
import { SearchField } from './search-field';
import { Upgrade } from './upgrade';
import { Icon } from '../../ui/icon';

const ICONS = {
  command: Command,
  keyboard: KeyboardIcon,
  settings: Settings,
};

/** Search, what the server is busy with, and the way to the settings. */
@Component({
  selector: 'px-top-bar',
  imports: [RouterLink, SearchField, Icon],
  template: `
    <header>
      <px-search-field />
      <div class="end">
        @if (scans.isRunning()) {
          <a class="chip tabular" routerLink="/settings" fragment="scan">
            <span class="dot" aria-hidden="true"></span>
            @if (scans.percent() === undefined) {
              <ng-container i18n>Scanning…</ng-container>
            } @else {
              <ng-container i18n>Scanning {{ scans.percent() }} %</ng-container>
            }
          </a>
        }
        @if (imports.isRunning()) {
          <a class="chip tabular" routerLink="/history/import">
            <span class="dot" aria-hidden="true"></span>
            <ng-container i18n>Importing {{ imports.percent() }} %</ng-container>
          </a>
        }
        <button
          type="button"
          class="icon-button keys"
          i18n-aria-label
          aria-label="Commands"
          i18n-title
          title="Commands (Ctrl K)"
          (click)="keyboard.openPalette()"
        >
          <svg [pxIcon]="icons.command" size="20" aria-hidden="true"></svg>
        </button>
        <button
          type="button"
          class="icon-button keys"
          i18n-aria-label
          aria-label="Keyboard shortcuts"
          i18n-title
          title="Keyboard shortcuts"
          (click)="keyboard.openSheet()"
        >
          <svg [pxIcon]="icons.keyboard" size="20" aria-hidden="true"></svg>
        </button>
        <a class="icon-button" routerLink="/settings" i18n-aria-label aria-label="Settings" i18n-title title="Settings">
          <svg [pxIcon]="icons.settings" size="20" aria-hidden="true"></svg>
        </a>
      </div>
    </header>
    <div role="status">
      @if (!connection.isOnline()) {
        <div class="word warns">
          <p>
            <ng-container i18n
              >Pyxis is not answering. Music that has loaded keeps playing while it tries to reconnect.</ng-container
            >
            @if (connection.keptAtMs(); as atMs) {
              <ng-container i18n>This page is from {{ moment(atMs) }}.</ng-container>
            }
          </p>
          <button i18n type="button" class="button quiet" (click)="connection.askNow()">Try now</button>
        </div>
      } @else if (upgrade.reason(); as reason) {
        <div class="word">
          <p>
            @if (reason === 'newer') {
              <ng-container i18n
                >Pyxis was updated. Reload to use the new version; what plays on this device stops for a
                moment.</ng-container
              >
            } @else {
              <ng-container i18n
                >A part of Pyxis could not be loaded. It may have been updated: reload to go on.</ng-container
              >
            }
          </p>
          <button i18n type="button" class="button quiet" (click)="upgrade.reload()">Reload</button>
        </div>
      } @else if (waiting.forWhat(); as what) {
        <div class="word over">
          <p i18n>Still waiting for {{ what }}. The server takes longer than usual.</p>
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      position: sticky;
      top: 0;
      z-index: 10;
      display: block;
      background: color-mix(in oklch, var(--bg) 88%, transparent);
      backdrop-filter: blur(14px);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s3);
      height: var(--top-bar-height);
      padding: 0 var(--gutter);
    }
    .end {
      display: flex;
      align-items: center;
      gap: var(--s1);
    }
    .chip {
      display: flex;
      align-items: center;
      gap: var(--s2);
      min-height: 2.25rem;
      padding: 0 var(--s3);
      border-radius: var(--radius-full);
      background: var(--accent-soft);
      font-size: var(--step--1);
      font-weight: 600;
      white-space: nowrap;
    }
    .dot {
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--accent);
      animation: px-breathe 0.9s ease-in-out infinite alternate;
    }
    /* In the flow of the page, so that nothing is covered as long as it stands there. */
    .word {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s3);
      min-height: 2.5rem;
      margin: 0 var(--gutter) var(--s2);
      padding: 0 var(--s4);
      border-radius: var(--radius-m);
      background: var(--bg-overlay);
      box-shadow: var(--shadow-2);
      font-size: var(--step--1);
    }
    /* Comes and goes by itself: nothing moves for it. */
    .word.over {
      position: absolute;
      inset: var(--top-bar-height) 0 auto;
    }
    .word.warns {
      box-shadow:
        var(--shadow-2),
        inset 3px 0 0 var(--warn);
    }
    .word .button {
      flex: none;
      min-height: 1.75rem;
      font-size: inherit;
    }
    @media (pointer: coarse) {
      .keys {
        display: none;
      }
    }
  `,
})
export class TopBar {
  protected readonly icons = ICONS;
  protected readonly scans = inject(ScanProgress);
  protected readonly imports = inject(ImportProgress);
  protected readonly connection = inject(Connection);
  protected readonly upgrade = inject(Upgrade);
  protected readonly waiting = inject(Waiting);
  protected readonly keyboard = inject(Keyboard);
  protected readonly moment = momentInWords;
}
