import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DeviceWorker } from '../../core/device/device-worker';
import { Toasts } from '../../core/toasts';
import { NoKeeping } from '../../media/device/no-keeping';
import { SoundSize, type Size, type SizeOnMobileData } from '../../player/sound/sound-size';
import { sizeNames } from '../../player/sound/size-words';
import { type Choosable, SettingChoice } from './setting-choice';

/** What this device loads. */
@Component({
  selector: 'px-device-section',
  imports: [NoKeeping, RouterLink, SettingChoice],
  template: `
    <h2 i18n>This device</h2>
    <px-setting-choice
      i18n-name
      name="Sound over the network"
      [choices]="sizes"
      [value]="size.usual()"
      (changed)="size.choose($event)"
    >
      @if (size.knowsNetwork()) {
        <ng-container i18n
          >In this browser, over Wi-Fi and where it does not tell. From the next track on.</ng-container
        >
      } @else {
        <ng-container i18n
          >In this browser, from the next track on. It does not tell when it is on mobile data, so this holds there
          too.</ng-container
        >
      }
    </px-setting-choice>
    @if (size.knowsNetwork()) {
      <px-setting-choice
        i18n
        i18n-name
        name="Sound on mobile data"
        [choices]="mobileSizes"
        [value]="size.mobile()"
        (changed)="size.chooseOnMobileData($event)"
      >
        Also where the system is set to save data. Original FLAC is about 7 MB a minute, Opus 64 half of one.
      </px-setting-choice>
    }
    @if (worker.isPossible()) {
      <px-setting-choice
        i18n
        i18n-name
        name="Music kept on this device"
        [choices]="sizes"
        [value]="size.kept()"
        (changed)="size.chooseForKeeping($event)"
      >
        Of what is kept from now on. What is here is on <a class="link" routerLink="/device">its page</a>.
      </px-setting-choice>
    }
    <div class="row">
      <div>
        <h3 i18n>Without a network</h3>
        <p class="dim">
          @if (worker.isPossible()) {
            <ng-container i18n
              >Pyxis, the pages that were shown last and their covers are kept in this browser.</ng-container
            >
          } @else {
            <px-no-keeping />
          }
        </p>
      </div>
      @if (worker.state() === 'ready') {
        <button i18n type="button" class="button" (click)="forgetPages()">Forget pages</button>
      }
    </div>
  `,
  styleUrl: './section.css',
})
export class DeviceSection {
  private readonly toasts = inject(Toasts);
  protected readonly size = inject(SoundSize);
  protected readonly worker = inject(DeviceWorker);
  protected readonly sizes: readonly Choosable<Size>[] = sizeNames();
  protected readonly mobileSizes: readonly Choosable<SizeOnMobileData>[] = [
    { value: 'same', label: $localize`The same` },
    ...sizeNames(),
    { value: 'ask', label: $localize`Ask` },
  ];

  protected async forgetPages(): Promise<void> {
    await this.worker.forgetPages();
    this.toasts.show($localize`Pages and covers are forgotten in this browser.`);
  }
}
