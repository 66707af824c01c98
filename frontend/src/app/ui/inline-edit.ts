import {
  ChangeDetectorRef,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Pencil, Undo2 } from 'lucide';
import { explain } from '../core/api/api-error';
import { Icon } from './icon';

const ICONS = { pencil: Pencil, undo2: Undo2 };

/**
 * A text that is changed where it stands: double click or the pencil opens it, Enter saves, Escape leaves it. The new
 * text shows at once and goes back, with the reason, when the server refuses. What is put inside shows the text
 * ({@link shown}) while it is not being edited.
 */
@Component({
  selector: 'px-inline-edit',
  imports: [Icon],
  host: { '[class.in-row]': 'isInRow()' },
  template: `
    @if (isOpen()) {
      <input
        #field
        type="text"
        dir="auto"
        maxlength="1000"
        [attr.aria-label]="label()"
        [value]="shown()"
        (keydown)="onKey($event, field.value)"
        (blur)="save(field.value)"
      />
      @if (sourceValue(); as source) {
        <button type="button" class="revert" (pointerdown)="$event.preventDefault()" (click)="undo()">
          <svg [pxIcon]="icons.undo2" size="1em" aria-hidden="true"></svg>
          <ng-container i18n>Revert to “{{ source }}”</ng-container>
        </button>
      }
    } @else {
      <div class="text" (dblclick)="openByMouse($event)"><ng-content /></div>
      <button type="button" class="pencil" [attr.aria-label]="editing()" (click)="open($event)">
        <svg [pxIcon]="icons.pencil" size="15" aria-hidden="true"></svg>
      </button>
    }
    @if (problem(); as words) {
      <p class="problem" role="alert">{{ words }}</p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--s2);
      min-width: 0;
      max-width: 100%;
    }
    .text {
      min-width: 0;
      max-width: calc(100% - 2.25rem);
    }
    input {
      flex: 1 1 100%;
      min-width: 0;
      width: 100%;
      padding: 0 0.2em;
      margin-inline: -0.2em;
      border: 0;
      border-radius: var(--radius-s);
      background: var(--hover);
      font: inherit;
      letter-spacing: inherit;
      outline: 2px solid var(--focus);
    }
    .pencil {
      display: grid;
      place-items: center;
      width: 1.75rem;
      height: 1.75rem;
      border-radius: 50%;
      color: var(--text-dim);
      opacity: 0.75;
    }
    .pencil:hover {
      background: var(--hover);
      opacity: 1;
    }
    .revert {
      display: inline-flex;
      align-items: center;
      gap: var(--s1);
      margin-top: var(--s1);
      color: var(--text-dim);
      font: 500 var(--step--1) var(--font-text);
      letter-spacing: 0;
      text-decoration: underline;
    }
    .problem {
      flex-basis: 100%;
      color: var(--danger);
      font: 500 var(--step--1) / 1.4 var(--font-text);
      letter-spacing: 0;
    }
    @media (hover: none) {
      :host(.in-row) .pencil {
        display: none;
      }
      :host(.in-row) .text {
        max-width: 100%;
      }
    }
    @media (hover: hover) and (pointer: fine) {
      .pencil {
        opacity: 0;
      }
      :host(:hover) .pencil,
      .pencil:focus-visible {
        opacity: 1;
      }
    }
  `,
})
export class InlineEdit {
  protected readonly icons = ICONS;
  readonly value = input.required<string>();
  /** What the source says, where a person has written over it. */
  readonly sourceValue = input<string>();
  /** Whether it stands in a row of a list, whose menu offers the same: a finger has that, and no pencil. */
  readonly isInRow = input(false);
  /** What is edited, as in “Edit album title”. */
  readonly label = input.required<string>();
  /** Keeps the new text; what it fails with is explained to the person. */
  readonly saveWith = input.required<(value: string) => Promise<unknown>>();
  /** Goes back to what the source says, where there is one. */
  readonly revertWith = input<() => Promise<unknown>>();

  private readonly pending = linkedSignal<string, string | undefined>({
    source: this.value,
    computation: () => undefined,
  });
  /** What to show now: the new text while it is being saved. */
  readonly shown = computed(() => this.pending() ?? this.value());
  protected readonly editing = computed(() => $localize`Edit ${this.label()}:what:`);
  protected readonly isOpen = signal(false);
  protected readonly problem = signal('');
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly changes = inject(ChangeDetectorRef);

  /** Fingers that tap twice want to play or zoom; they have the pencil. */
  protected openByMouse(event: Event): void {
    if (matchMedia('(pointer: fine)').matches) this.open(event);
  }

  protected open(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.show();
    // At once: what is typed before the next rendering belongs into the field as well.
    this.changes.detectChanges();
    this.enter();
  }

  /** Opens it from elsewhere, such as a menu, which gives the focus back as it closes. */
  edit(): void {
    this.show();
    requestAnimationFrame(() => this.enter());
  }

  private show(): void {
    this.problem.set('');
    this.isOpen.set(true);
  }

  private enter(): void {
    this.field()?.nativeElement.focus();
    this.field()?.nativeElement.select();
  }

  protected onKey(event: KeyboardEvent, typed: string): void {
    event.stopPropagation();
    // Enter also ends a word in an input method.
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      this.save(typed);
      this.returnFocus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.isOpen.set(false);
      this.returnFocus();
    }
  }

  protected save(typed: string): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    const text = typed.trim();
    if (text !== '' && text !== this.value()) void this.attempt(text, () => this.saveWith()(text));
  }

  protected undo(): void {
    this.isOpen.set(false);
    this.returnFocus();
    const source = this.sourceValue();
    const revert = this.revertWith();
    if (source !== undefined && revert) void this.attempt(source, revert);
  }

  private async attempt(text: string, send: () => Promise<unknown>): Promise<void> {
    this.pending.set(text);
    this.problem.set('');
    try {
      await send();
    } catch (error) {
      this.problem.set($localize`Not saved. ${explain(error).message}:reason:`);
    } finally {
      this.pending.set(undefined);
    }
  }

  private returnFocus(): void {
    requestAnimationFrame(() => this.host.querySelector<HTMLElement>('.pencil')?.focus());
  }
}
