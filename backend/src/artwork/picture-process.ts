import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ArtworkUnreadable } from './artwork-unreadable.js';
import { ChildLost, PictureChild, Undecodable } from './picture-child.js';
import type { PictureResults, PictureTask } from './picture-protocol.js';

/** Long enough for the next page of covers; its memory is given back then. */
const IDLE_MS = 30_000;

/**
 * Decodes pictures in a process of their own, which is there while there are any: they are made by strangers, and one of
 * a few kilobytes may take gigabytes, or bring down the library that decodes it. See docs/decisions/picture-process.md.
 */
@Injectable()
export class PictureProcess implements OnApplicationShutdown {
  private shared?: PictureChild;
  private idle?: NodeJS.Timeout;
  /** Pictures during which the process ended are tried again, each in one of its own, one after the other. */
  private alone: Promise<unknown> = Promise.resolve();
  private isOver = false;

  /** @throws ArtworkUnreadable */
  async perform<Task extends PictureTask>(task: Task): Promise<PictureResults[Task['kind']]> {
    try {
      return await this.together(task);
    } catch (error) {
      if (error instanceof ChildLost && !this.isOver) return this.againAlone(task);
      throw asArtworkError(error);
    }
  }

  onApplicationShutdown(): void {
    this.isOver = true;
    clearTimeout(this.idle);
    this.shared?.end();
  }

  private async together<Task extends PictureTask>(task: Task): Promise<PictureResults[Task['kind']]> {
    clearTimeout(this.idle);
    const child = (this.shared ??= this.start());
    try {
      return await child.ask(task);
    } finally {
      if (child.isIdle && this.shared === child) {
        clearTimeout(this.idle);
        this.idle = setTimeout(() => {
          // It takes a moment to end, in which it takes no more tasks.
          this.shared = undefined;
          child.end();
        }, IDLE_MS).unref();
      }
    }
  }

  private start(): PictureChild {
    const child: PictureChild = new PictureChild(() => {
      if (this.shared === child) this.shared = undefined;
    });
    return child;
  }

  private againAlone<Task extends PictureTask>(task: Task): Promise<PictureResults[Task['kind']]> {
    const result = this.alone.then(async () => {
      const child = new PictureChild(() => undefined);
      try {
        return await child.ask(task);
      } catch (error) {
        throw error instanceof ChildLost ? new ArtworkUnreadable() : asArtworkError(error);
      } finally {
        child.end();
      }
    });
    this.alone = result.catch(() => undefined);
    return result;
  }
}

function asArtworkError(error: unknown): unknown {
  return error instanceof Undecodable ? new ArtworkUnreadable() : error;
}
