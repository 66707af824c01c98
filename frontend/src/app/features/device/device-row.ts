import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Download, Pause, Play, Trash } from 'lucide';
import type { KeptThing } from '../../core/device/kept-on-device';
import { DeviceKeeping } from '../../media/device/device-keeping';
import { Player } from '../../player/player';
import { Cover } from '../../ui/cover';
import { counted, lengthInWords, sizeInWords } from '../../ui/format';
import { Label } from '../../ui/label';
import { Icon } from '../../ui/icon';

const ICONS = {
  download: Download,
  pause: Pause,
  play: Play,
  trash: Trash,
};

/** An album, a playlist or an episode that is on this device, or on its way. */
@Component({
  selector: 'px-device-row',
  imports: [Label, Cover, RouterLink, Icon],
  template: `
    <article>
      <px-cover [artworkId]="thing().artworkId" [title]="thing().title" [artist]="thing().artist ?? ''" sizes="56px" />
      <div class="words">
        <a class="title truncate" dir="auto" [routerLink]="link()">{{ thing().title }}</a>
        @if (thing().artist; as artist) {
          <p class="dim truncate" dir="auto">{{ artist }}</p>
        }
        <p class="dim truncate tabular">{{ detail() }}</p>
      </div>
      <div class="buttons">
        <button type="button" class="icon-button" i18n-pxLabel pxLabel="Play {{ thing().title }}" (click)="play()">
          <svg [pxIcon]="icons.play" size="18" aria-hidden="true"></svg>
        </button>
        @if (!isWhole()) {
          @if (thing().isStopped) {
            <button
              type="button"
              class="icon-button"
              i18n-pxLabel
              pxLabel="Go on loading {{ thing().title }}"
              (click)="keeping.goOn(thing())"
            >
              <svg [pxIcon]="icons.download" size="18" aria-hidden="true"></svg>
            </button>
          } @else {
            <button
              type="button"
              class="icon-button"
              i18n-pxLabel
              pxLabel="Stop loading {{ thing().title }}"
              (click)="keeping.stop(thing())"
            >
              <svg [pxIcon]="icons.pause" size="18" aria-hidden="true"></svg>
            </button>
          }
        }
        <button
          type="button"
          class="icon-button"
          i18n-pxLabel
          pxLabel="Remove {{ thing().title }} from this device"
          (click)="keeping.remove([thing()], thing().title)"
        >
          <svg [pxIcon]="icons.trash" size="18" aria-hidden="true"></svg>
        </button>
      </div>
      @if (!isWhole()) {
        <progress i18n-pxLabel pxLabel="Progress of {{ thing().title }}" [max]="thing().tracks.length" [value]="here()">
          {{ here() }}
        </progress>
      }
      @if (thing().kind !== 'episode') {
        <details>
          <summary i18n>Tracks</summary>
          <ul>
            @for (track of thing().tracks; track $index) {
              <li>
                <span class="truncate" dir="auto">{{ track.title }}</span>
                <span class="dim tabular">{{ stateOf(track.id) }}</span>
              </li>
            }
          </ul>
        </details>
      }
    </article>
  `,
  styleUrl: '../../media/thing-row.css',
  styles: `
    article {
      padding-block: var(--s2);
      border-bottom: 1px solid var(--line);
    }
    .buttons {
      display: flex;
    }
    progress,
    details {
      grid-column: 1 / -1;
      width: 100%;
    }
    progress {
      height: 4px;
      accent-color: var(--accent);
    }
    summary {
      width: fit-content;
      padding-block: var(--s1);
      color: var(--text-dim);
      font-size: var(--step--1);
      cursor: pointer;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      justify-content: space-between;
      gap: var(--s3);
      padding-block: var(--s1);
    }
  `,
})
export class DeviceRow {
  protected readonly icons = ICONS;
  private readonly player = inject(Player);
  protected readonly keeping = inject(DeviceKeeping);
  readonly thing = input.required<KeptThing>();

  protected readonly here = computed(() => {
    const sounds = this.keeping.sounds();
    return this.thing().tracks.filter(({ id }) => sounds.has(id)).length;
  });
  protected readonly isWhole = computed(() => this.here() === this.thing().tracks.length);
  protected readonly link = computed(() => {
    const { kind, subjectId } = this.thing();
    return [`/${kind}`, subjectId];
  });
  protected readonly detail = computed(() => {
    const { kind, tracks, isStopped } = this.thing();
    const stopped = isStopped ? $localize`stopped` : undefined;
    const [only] = tracks;
    if (kind === 'episode' && only) {
      const { id, durationMs } = only;
      return inOneLine([durationMs === undefined ? undefined : lengthInWords(durationMs), this.stateOf(id), stopped]);
    }
    const sounds = this.keeping.sounds();
    const bytes = tracks.reduce((sum, { id }) => sum + (sounds.get(id)?.sizeBytes ?? 0), 0);
    const all = counted(tracks.length, 'track');
    const what = this.isWhole() ? all : $localize`${this.here()}:here: of ${all}:all:`;
    return inOneLine([what, bytes > 0 ? sizeInWords(bytes) : undefined, stopped]);
  });

  protected play(): void {
    const { kind, subjectId, title, tracks } = this.thing();
    const [first] = tracks;
    if (kind !== 'episode') this.player.play({ kind, id: subjectId, title });
    else if (first) this.player.playTrack(first);
  }

  protected stateOf(trackId: string): string {
    const sound = this.keeping.sounds().get(trackId);
    if (sound) return sizeInWords(sound.sizeBytes);
    const loading = this.keeping.loading();
    if (loading?.trackId === trackId) return $localize`${sizeInWords(loading.loadedBytes)}:size: so far`;
    return this.keeping.refused().get(trackId) ?? $localize`not here yet`;
  }
}

function inOneLine(words: readonly (string | undefined)[]): string {
  return words.filter((each) => each !== undefined).join(' · ');
}
