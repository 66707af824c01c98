import { Injectable } from '@nestjs/common';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** The program that converts audio. */
@Injectable()
export class Ffmpeg {
  /** A name is looked for on the PATH. */
  readonly program: string = 'ffmpeg';
  private found?: Promise<boolean>;

  /** Where a started program finds the file that it was given: never by name, so what a name holds does not matter. */
  static readonly input = 'file:/dev/fd/3';

  /** Starts it; its output and errors are for the caller to read. @param fd of the input */
  start(args: readonly string[], fd: number): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(this.program, args, { stdio: ['ignore', 'pipe', 'pipe', fd] }) as ChildProcessByStdio<
      null,
      Readable,
      Readable
    >;
  }

  /** Whether it can be started. A no is not remembered: somebody may be installing it. */
  async isThere(): Promise<boolean> {
    this.found ??= this.probe();
    const isThere = await this.found;
    if (!isThere) this.found = undefined;
    return isThere;
  }

  private async probe(): Promise<boolean> {
    const child = spawn(this.program, ['-version'], { stdio: 'ignore' });
    try {
      const [code] = (await once(child, 'exit')) as [number | null];
      return code === 0;
    } catch {
      return false; // it could not be started
    }
  }
}
