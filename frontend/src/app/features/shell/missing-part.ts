import { Component, inject } from '@angular/core';
import { Upgrade } from './upgrade';

/** Stands in place of a part of the app that could not be loaded, and has the top bar say so. */
@Component({ selector: 'px-missing-part', template: '' })
export class MissingPart {
  constructor() {
    inject(Upgrade).partMissing();
  }
}
