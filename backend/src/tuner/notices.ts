import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';

/** Why a station paused by itself. */
interface Notice {
  readonly text: string;
  readonly atMs: number;
}

/** What listeners of a station are told once, until they do something: by the key of the station. */
@Injectable()
export class Notices {
  private readonly byKey = new Map<number, Notice>();

  constructor(private readonly clock: Clock) {}

  say(key: number, text: string): void {
    this.byKey.set(key, { text, atMs: this.clock.nowMs() });
  }

  of(key: number): string | undefined {
    return this.byKey.get(key)?.text;
  }

  /** Somebody did something then. */
  forgetBefore(key: number, atMs: number): void {
    const notice = this.byKey.get(key);
    if (notice && notice.atMs < atMs) this.byKey.delete(key);
  }
}
