import { Component, input, linkedSignal, output } from '@angular/core';
import { query } from '../../../core/api/query';
import type { StationIdeaView } from '../../../core/api/types';

/** Looks up what words may mean at a source, as the beginning of a station. */
@Component({
  selector: 'px-seed-search',
  template: `
    <form (submit)="$event.preventDefault(); asked.set(words.value.trim())">
      <label>
        <span>{{ label() }}</span>
        <input #words type="search" dir="auto" maxlength="200" autocomplete="off" [value]="asked()" />
      </label>
      <button i18n type="submit" class="button">Search</button>
    </form>
    <div aria-live="polite">
      @if (ideas.failure(); as failure) {
        <p>{{ failure.message }}</p>
      } @else if (ideas.latest()?.items; as items) {
        <ul>
          @for (idea of items; track idea.id) {
            <li>
              <button type="button" class="idea" (click)="chosen.emit(idea)">
                <bdi class="name">{{ idea.name }}</bdi>
                <span class="dim">{{ wordOf(idea) }}</span>
              </button>
            </li>
          } @empty {
            <li i18n class="dim">Nothing found for “{{ asked() }}”.</li>
          }
        </ul>
      }
    </div>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--s2);
    }
    label {
      display: grid;
      flex: 1 1 14rem;
      gap: var(--s1);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    input {
      min-height: 2.5rem;
      padding-inline: var(--s3);
      border: 1px solid var(--line);
      border-radius: var(--radius-s);
      background: var(--bg-raised);
      color: var(--text);
      font: inherit;
      font-size: var(--step-0);
    }
    ul {
      margin-top: var(--s2);
    }
    .idea {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--s2);
      width: 100%;
      min-height: 2.75rem;
      align-items: center;
      padding-inline: var(--s2);
      border-radius: var(--radius-s);
      text-align: start;
    }
    .idea:hover {
      background: var(--hover);
    }
    .name {
      font-weight: 600;
    }
    .dim {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
  `,
})
export class SeedSearch {
  readonly sourceId = input.required<string>();
  readonly label = input.required<string>();
  /** What is looked up at first. */
  readonly words = input('');
  readonly chosen = output<StationIdeaView>();
  protected readonly asked = linkedSignal(() => this.words());
  protected readonly ideas = query('/api/v1/station-sources/{sourceId}/ideas', () =>
    this.asked() === '' ? undefined : { path: { sourceId: this.sourceId() }, query: { q: this.asked() } },
  );

  protected wordOf({ kind, artist }: StationIdeaView): string {
    if (kind === 'track') return artist === undefined ? $localize`Song` : $localize`Song by ${artist}:artist:`;
    return kind === 'artist' ? $localize`Artist` : $localize`Genre`;
  }
}
