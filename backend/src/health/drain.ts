import { Injectable } from '@nestjs/common';

/** Whether the server is on its way out: it finishes what it has and wants nothing new. */
@Injectable()
export class Drain {
  private begun = false;

  get hasBegun(): boolean {
    return this.begun;
  }

  begin(): void {
    this.begun = true;
  }
}
