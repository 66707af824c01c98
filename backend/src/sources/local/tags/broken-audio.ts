import type { ItemFault } from '../../collection.js';

/** The file is no audio that could be played; `code` and the message tell a person why. */
export class BrokenAudio extends Error {
  readonly code: ItemFault['code'];

  constructor(code: ItemFault['code'], detail: string) {
    super(detail);
    this.code = code;
  }
}
