import { Service, signal } from '@angular/core';

/** Whether a list is on its way through views that nobody reads: what costs much and says little waits until one stays. */
@Service()
export class Passing {
  readonly isOn = signal(false);
}
