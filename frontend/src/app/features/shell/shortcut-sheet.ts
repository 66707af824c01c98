import { afterNextRender, Component, computed, ElementRef, inject, output, signal, viewChild } from '@angular/core';
import { Pencil, X } from 'lucide';
import { type Shortcut, shortcutsOf, type SingleKeyCommand } from './key-map';
import { Shortcuts } from './shortcuts';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = { pencil: Pencil, x: X };

/** All keys on one sheet, as a dialog of the browser's own: it keeps the focus inside and gives it back. */
@Component({
  selector: 'px-shortcut-sheet',
  imports: [Label, Icon],
  host: { '(keydown)': 'onKey($event)' },
  template: `
    <dialog #sheet aria-labelledby="px-shortcuts-title" (close)="closed.emit()" (cancel)="onCancel($event)">
      <header>
        <h2 i18n id="px-shortcuts-title">Keyboard shortcuts</h2>
        <button type="button" class="icon-button" i18n-aria-label aria-label="Close" (click)="sheet.close()">
          <svg [pxIcon]="icons.x" size="20" aria-hidden="true"></svg>
        </button>
      </header>
      <div class="switch">
        <label>
          <input
            type="checkbox"
            [checked]="shortcuts.isOn()"
            (change)="shortcuts.switchTo($any($event.target).checked)"
          />
          <ng-container i18n>Single-key shortcuts</ng-container>
        </label>
        @if (shortcuts.isChanged()) {
          <button i18n type="button" class="button quiet" (click)="reset()">Reset keys</button>
        }
      </div>
      <p class="note" role="status">{{ note() }}</p>
      <div class="groups">
        @for (group of groups(); track group.group) {
          <section>
            <h3>{{ group.group }}</h3>
            <dl>
              @for (row of group.rows; track row.does) {
                <div>
                  <dt>{{ row.does }}</dt>
                  <dd>
                    @for (key of row.keys; track $index) {
                      @if ($index > 0) {
                        <span class="then">{{ then }}</span>
                      }
                      <kbd class="key">{{ key }}</kbd>
                    }
                    @for (key of row.orElse; track $index) {
                      <span class="then">{{ $index > 0 ? then : or }}</span>
                      <kbd class="key">{{ key }}</kbd>
                    }
                    @if (row.command; as command) {
                      @if (shortcuts.isOn()) {
                        <button
                          type="button"
                          class="icon-button"
                          i18n-pxLabel
                          pxLabel="Change the key: {{ row.does }}"
                          [attr.aria-pressed]="changing()?.command === command"
                          (click)="begin(row)"
                        >
                          <svg [pxIcon]="icons.pencil" size="14" aria-hidden="true"></svg>
                        </button>
                      }
                    }
                  </dd>
                </div>
              }
            </dl>
          </section>
        }
      </div>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(46rem, calc(100vw - 2rem));
      max-height: calc(100dvh - 2rem);
      padding: var(--s6);
      border: 0;
      border-radius: var(--radius-l);
      background: var(--bg-overlay);
      color: var(--text);
      box-shadow: var(--shadow-3);
    }
    dialog::backdrop {
      background: var(--scrim);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      margin-bottom: var(--s4);
    }
    h2 {
      font-size: var(--step-3);
    }
    h3 {
      margin-bottom: var(--s2);
      font-family: var(--font-text);
      font-size: var(--step--1);
      letter-spacing: 0;
      color: var(--text-dim);
    }
    .switch,
    .switch label {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s2);
      min-height: 2.75rem;
    }
    .note {
      min-height: 1.6em;
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    dd .icon-button {
      width: 2rem;
      height: 2rem;
    }
    .groups {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
      gap: var(--s6) var(--s10);
    }
    dl div {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: 2.25rem;
      border-bottom: 1px solid var(--line);
    }
    dd {
      display: flex;
      flex: none;
      align-items: center;
      white-space: nowrap;
      gap: var(--s1);
    }
    .then {
      font-size: var(--step--1);
      color: var(--text-dim);
    }
  `,
})
export class ShortcutSheet {
  protected readonly icons = ICONS;
  readonly closed = output();
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly groups = computed(() => shortcutsOf(this.shortcuts.keys()));
  /** Of which another key is awaited. */
  protected readonly changing = signal<Shortcut | undefined>(undefined);
  protected readonly note = signal('');
  protected readonly then = $localize`:between keys|:then`;
  protected readonly or = $localize`:between keys|:or`;
  private readonly sheet = viewChild.required<ElementRef<HTMLDialogElement>>('sheet');

  constructor() {
    afterNextRender(() => this.sheet().nativeElement.showModal());
  }

  protected begin(row: Shortcut): void {
    const isAgain = this.changing()?.command === row.command;
    this.changing.set(isAgain ? undefined : row);
    this.note.set(isAgain ? '' : $localize`Press the key for “${row.does}:what:”. Escape keeps the one it has.`);
  }

  protected reset(): void {
    this.shortcuts.reset();
    this.note.set($localize`All keys are as they were at first.`);
  }

  /** Escape ends the change of a key before it closes the sheet. */
  protected onCancel(event: Event): void {
    if (!this.changing()) return;
    event.preventDefault();
    this.end('');
  }

  protected onKey(event: KeyboardEvent): void {
    const row = this.changing();
    const { key } = event;
    // Keys that are no sign, such as Tab and Enter, do here what they do everywhere.
    if (!row?.command || key.length !== 1 || key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const taken = this.shortcuts.change(row.command, key);
    if (taken === undefined) this.end(`${row.does}: ${key.toUpperCase()}.`);
    else this.note.set($localize`${key.toUpperCase()}:key: is taken: ${this.nameOf(taken)}:what:. Press another.`);
  }

  private end(note: string): void {
    this.changing.set(undefined);
    this.note.set(note);
  }

  private nameOf(taken: SingleKeyCommand | 'go'): string {
    if (taken === 'go') return $localize`with another it goes to a page`;
    const rows = this.groups().flatMap((group) => group.rows);
    return (rows.find(({ command }) => command === taken)?.does ?? taken).toLowerCase();
  }
}
