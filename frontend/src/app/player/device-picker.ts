import { Component, computed, inject } from '@angular/core';
import { Check, MonitorSpeaker } from 'lucide';
import { PopMenu } from '../ui/pop-menu';
import { Outputs } from './outputs';
import type { OutputView } from '../core/api/types';
import { Icon } from '../ui/icon';

const ICONS = { check: Check, monitorSpeaker: MonitorSpeaker };

/** Where it sounds: every device that is there, and one tap to take over. */
@Component({
  selector: 'px-device-picker',
  imports: [PopMenu, Icon],
  template: `
    <px-pop-menu i18n-heading heading="Where it plays" [label]="label()" [isOn]="outputs.elsewhere() !== undefined">
      <svg icon [pxIcon]="icons.monitorSpeaker" size="20" aria-hidden="true"></svg>
      @for (output of outputs.list(); track output.id) {
        <button
          type="button"
          role="menuitemradio"
          class="menu-item"
          tabindex="-1"
          [attr.aria-checked]="output.isActive"
          [disabled]="!output.isPresent"
          (click)="outputs.takeOver(output)"
        >
          <span class="words">
            <span class="truncate">{{ outputs.isHere(output) ? thisBrowser : output.name }}</span>
            <span class="dim truncate">{{ where(output) }}</span>
          </span>
          @if (output.isActive) {
            <svg [pxIcon]="icons.check" size="18" aria-hidden="true"></svg>
          }
        </button>
      }
    </px-pop-menu>
  `,
  styles: `
    .menu-item {
      min-height: 3rem;
    }
    .words {
      display: grid;
      flex: 1;
      min-width: 0;
    }
    .dim {
      font-size: var(--step--1);
      color: var(--text-dim);
    }
  `,
})
export class DevicePicker {
  protected readonly icons = ICONS;
  protected readonly outputs = inject(Outputs);
  protected readonly thisBrowser = $localize`This browser`;
  protected readonly label = computed(() => {
    const other = this.outputs.elsewhere();
    return other ? $localize`Devices: it plays on ${other.name}:device:` : $localize`Devices`;
  });

  protected where(output: OutputView): string {
    if (!output.isPresent) return $localize`Not there at the moment`;
    return this.outputs.isHere(output) ? output.name : $localize`Elsewhere`;
  }
}
