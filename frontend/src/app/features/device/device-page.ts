import { Component, computed, DOCUMENT, effect, inject, signal, untracked } from '@angular/core';
import { DeviceWorker } from '../../core/device/device-worker';
import { DeviceKeeping } from '../../media/device/device-keeping';
import { NoKeeping } from '../../media/device/no-keeping';
import { EmptyState } from '../../ui/empty-state';
import { sizeInWords } from '../../ui/format';
import { DeviceRow } from './device-row';

/** What the browser grants. */
interface Room {
  readonly grantedBytes: number;
  readonly isPersistent: boolean;
}

/** What plays on this device without a network: how much it takes, what is on its way, and what the browser grants. */
@Component({
  selector: 'px-device-page',
  imports: [DeviceRow, EmptyState, NoKeeping],
  template: `
    <h1 i18n class="page-title" tabindex="-1">On this device</h1>
    @if (worker.isPossible()) {
      <p class="lead tabular">{{ taken() }}</p>
      @if (room()?.isPersistent === false) {
        <p i18n class="dim">
          The browser may clear it away when the device runs out of room. Installing Pyxis as an app prevents that.
        </p>
      }
      @if (keeping.things().length === 0) {
        <px-empty-state i18n-heading heading="Nothing is here yet">
          <p i18n>
            Albums, playlists and episodes come here by “Keep on this device” in their menus. They play without a
            network, and save data with one.
          </p>
        </px-empty-state>
      } @else {
        <ul i18n-aria-label aria-label="On this device">
          @for (thing of keeping.things(); track thing.id) {
            <li><px-device-row [thing]="thing" /></li>
          }
        </ul>
      }
    } @else {
      <p class="lead"><px-no-keeping /></p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .lead {
      max-width: 46rem;
      min-height: 1.6em;
      margin-block: var(--s2) var(--s3);
    }
    .dim {
      max-width: 46rem;
      margin-bottom: var(--s5);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    ul {
      max-width: 60rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `,
  host: { class: 'page' },
})
export class DevicePage {
  protected readonly keeping = inject(DeviceKeeping);
  protected readonly worker = inject(DeviceWorker);
  private readonly storage = (inject(DOCUMENT).defaultView?.navigator as Partial<Navigator> | undefined)?.storage;
  protected readonly room = signal<Room | undefined>(undefined);
  protected readonly taken = computed(() => {
    const bytes = [...this.keeping.sounds().values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const taken = bytes > 0 ? $localize`${sizeInWords(bytes)}:size: of music here.` : $localize`No music here.`;
    const room = this.room();
    return room
      ? $localize`${taken}:taken: The browser grants up to ${sizeInWords(room.grantedBytes)}:granted:.`
      : taken;
  });

  constructor() {
    effect(() => {
      // What it grants changes with what is there.
      this.keeping.things();
      untracked(() => void this.ask());
    });
  }

  private async ask(): Promise<void> {
    const { storage } = this;
    if (!storage) return;
    const [{ quota = 0 }, isPersistent] = await Promise.all([storage.estimate(), storage.persisted()]);
    this.room.set({ grantedBytes: quota, isPersistent });
  }
}
