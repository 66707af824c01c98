import { DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';

/** What browsers tell of the network that they have; most of it is told by few. */
interface NetworkInformation extends EventTarget {
  readonly type?: string;
  readonly saveData?: boolean;
}

/** The network of this device, as far as the browser tells. */
@Service()
export class Network {
  private readonly information = (
    inject(DOCUMENT).defaultView?.navigator as { connection?: NetworkInformation } | undefined
  )?.connection;
  private readonly mobile = signal(isMobile(this.information));

  /** Whether it is paid for by what is loaded; undefined where the browser does not tell. */
  readonly isMobile = this.mobile.asReadonly();

  constructor() {
    const look = (): void => this.mobile.set(isMobile(this.information));
    this.information?.addEventListener('change', look);
    inject(DestroyRef).onDestroy(() => this.information?.removeEventListener('change', look));
  }
}

function isMobile(information?: NetworkInformation): boolean | undefined {
  // Who has told the system to save data pays for it, by whatever way it comes.
  if (information?.saveData) return true;
  return information?.type === undefined ? undefined : information.type === 'cellular';
}
