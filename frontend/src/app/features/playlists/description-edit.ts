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
import { Pencil } from 'lucide';
import { explain } from '../../core/api/api-error';
import { Icon } from '../../ui/icon';

const ICONS = { pencil: Pencil };

/**
 * A text of some lines that is changed where it stands. The new text shows at once and goes back, with the reason, when the
 * server refuses.
 */
@Component({
  selector: 'px-description-edit',
  imports: [Icon],
  template: `
    @if (isOpen()) {
      <textarea
        #field
        class="field"
        rows="3"
        dir="auto"
        maxlength="5000"
        i18n-aria-label
        aria-label="Description"
        [value]="shown()"
        (keydown)="onKey($event, field.value)"
        (blur)="save(field.value)"
      ></textarea>
    } @else if (shown()) {
      <p class="text" dir="auto" (dblclick)="open()">{{ shown() }}</p>
      <button type="button" class="icon-button pencil" i18n-aria-label aria-label="Edit description" (click)="open()">
        <svg [pxIcon]="icons.pencil" size="15" aria-hidden="true"></svg>
      </button>
    } @else {
      <button i18n type="button" class="add" (click)="open()">Add a description</button>
    }
    @if (problem(); as words) {
      <p class="problem" role="alert">{{ words }}</p>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: flex-start;
      gap: var(--s1);
      max-width: 44rem;
    }
    .text {
      min-width: 0;
      max-height: 9lh;
      overflow-y: auto;
      white-space: pre-line;
    }
    textarea {
      width: 100%;
      padding: var(--s2) var(--s3);
      font-size: max(1em, 16px);
      resize: vertical;
    }
    .pencil {
      width: 1.75rem;
      height: 1.75rem;
      min-width: 1.75rem;
      min-height: 1.75rem;
    }
    .add {
      padding-block: var(--s1);
      color: var(--text-dim);
    }
    .add:hover {
      color: var(--text);
      text-decoration: underline;
    }
    .problem {
      color: var(--warn);
    }
  `,
})
export class DescriptionEdit {
  protected readonly icons = ICONS;
  readonly value = input.required<string>();
  /** Keeps the new text; what it fails with is explained to the person. */
  readonly saveWith = input.required<(value: string) => Promise<unknown>>();

  private readonly pending = linkedSignal<string, string | undefined>({
    source: this.value,
    computation: () => undefined,
  });
  protected readonly shown = computed(() => this.pending() ?? this.value());
  protected readonly isOpen = signal(false);
  protected readonly problem = signal('');
  private readonly changes = inject(ChangeDetectorRef);
  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');

  protected open(): void {
    this.problem.set('');
    this.isOpen.set(true);
    // At once: letters that are typed before the next frame are not lost.
    this.changes.detectChanges();
    this.field()?.nativeElement.focus();
  }

  /** Enter alone ends a line. */
  protected onKey(event: KeyboardEvent, typed: string): void {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') this.isOpen.set(false);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.save(typed);
  }

  protected save(typed: string): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    const text = typed.trim();
    if (text !== this.value()) void this.attempt(text);
  }

  private async attempt(text: string): Promise<void> {
    this.pending.set(text);
    try {
      await this.saveWith()(text);
    } catch (error) {
      this.problem.set($localize`Not saved. ${explain(error).message}:reason:`);
    } finally {
      this.pending.set(undefined);
    }
  }
}
