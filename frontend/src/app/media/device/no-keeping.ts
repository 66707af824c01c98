import { Component, inject } from '@angular/core';
import { DeviceWorker } from '../../core/device/device-worker';

/** Why this browser keeps nothing, and what to do about it; nothing where it does. */
@Component({
  selector: 'px-no-keeping',
  template: `
    @switch (worker.state()) {
      @case ('insecure') {
        <ng-container i18n
          >This page came over plain HTTP, where browsers keep neither the app nor music. Over HTTPS they do: a reverse
          proxy gives it to Pyxis, and <code class="code">docs/install/reverse-proxy.md</code> says how.</ng-container
        >
      }
      @case ('absent') {
        <ng-container i18n
          >This browser keeps nothing for pages here, as in private windows: Pyxis needs the network.</ng-container
        >
      }
    }
  `,
})
export class NoKeeping {
  protected readonly worker = inject(DeviceWorker);
}
