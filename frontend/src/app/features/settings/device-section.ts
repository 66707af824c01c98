import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DeviceWorker } from '../../core/device/device-worker';
import { Toasts } from '../../core/toasts';
import { SoundSize, type Size, type SizeOnMobileData } from '../../player/sound/sound-size';
import { sizeNames } from '../../player/sound/size-words';

/** What this device loads. */
@Component({
  selector: 'px-device-section',
  imports: [RouterLink],
  template: `
    <h2>This device</h2>
    <div class="row">
      <div>
        <h3>Sound over the network</h3>
        <p class="dim">
          @if (size.knowsNetwork()) {
            In this browser, over Wi-Fi and where it does not tell. From the next track on.
          } @else {
            In this browser, from the next track on. It does not tell when it is on mobile data, so this holds there
            too.
          }
        </p>
      </div>
      <fieldset>
        <legend class="sr-only">Sound over the network</legend>
        @for (choice of sizes; track choice.value) {
          <label class="choice">
            <input
              type="radio"
              name="px-sound-size"
              [checked]="size.usual() === choice.value"
              (change)="size.choose(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
    </div>
    @if (size.knowsNetwork()) {
      <div class="row">
        <div>
          <h3>Sound on mobile data</h3>
          <p class="dim">
            Also where the system is set to save data. Original FLAC is about 7 MB a minute, Opus 64 half of one.
          </p>
        </div>
        <fieldset>
          <legend class="sr-only">Sound on mobile data</legend>
          @for (choice of mobileSizes; track choice.value) {
            <label class="choice">
              <input
                type="radio"
                name="px-sound-size-mobile"
                [checked]="size.mobile() === choice.value"
                (change)="size.chooseOnMobileData(choice.value)"
              />
              <span>{{ choice.label }}</span>
            </label>
          }
        </fieldset>
      </div>
    }
    @if (worker.state() === 'ready' || worker.state() === 'starting') {
      <div class="row">
        <div>
          <h3>Music kept on this device</h3>
          <p class="dim">
            Of what is kept from now on. What is here is on <a class="link" routerLink="/device">its page</a>.
          </p>
        </div>
        <fieldset>
          <legend class="sr-only">Music kept on this device</legend>
          @for (choice of sizes; track choice.value) {
            <label class="choice">
              <input
                type="radio"
                name="px-sound-size-kept"
                [checked]="size.kept() === choice.value"
                (change)="size.chooseForKeeping(choice.value)"
              />
              <span>{{ choice.label }}</span>
            </label>
          }
        </fieldset>
      </div>
    }
    <div class="row">
      <div>
        <h3>Without a network</h3>
        <p class="dim">
          @switch (worker.state()) {
            @case ('insecure') {
              This page came over plain HTTP, where browsers keep neither the app nor music. Over HTTPS they do: a
              reverse proxy gives it to Pyxis, and <code class="code">docs/install/reverse-proxy.md</code> says how.
            }
            @case ('absent') {
              This browser keeps nothing for pages here, as in private windows: Pyxis needs the network.
            }
            @default {
              Pyxis, the pages that were shown last and their covers are kept in this browser.
            }
          }
        </p>
      </div>
      @if (worker.state() === 'ready') {
        <button type="button" class="button" (click)="forgetPages()">Forget pages</button>
      }
    </div>
  `,
  styleUrl: './section.css',
})
export class DeviceSection {
  private readonly toasts = inject(Toasts);
  protected readonly size = inject(SoundSize);
  protected readonly worker = inject(DeviceWorker);
  protected readonly sizes: readonly { value: Size; label: string }[] = sizeNames;
  protected readonly mobileSizes: readonly { value: SizeOnMobileData; label: string }[] = [
    { value: 'same', label: 'The same' },
    ...sizeNames,
    { value: 'ask', label: 'Ask' },
  ];

  protected async forgetPages(): Promise<void> {
    await this.worker.forgetPages();
    this.toasts.show('Pages and covers are forgotten in this browser.');
  }
}
