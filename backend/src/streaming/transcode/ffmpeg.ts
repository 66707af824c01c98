import { Injectable } from '@nestjs/common';
import { spawn, type ChildProcessByStdio, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** The program that converts audio. */
@Injectable()
export class Ffmpeg {
  /** A name is looked for on the PATH. */
  readonly program: string = 'ffmpeg';
  private found?: Promise<boolean>;

  /** Where a started program finds the file that it was given: never by name, so what a name holds does not matter. */
  static readonly file = 'file:/dev/fd/3';
  static readonly pipe = 'pipe:0';

  /**
   * Starts it; its output and errors are for the caller to read.
   * @param input the descriptor of a file; or a pipe, which is for the caller to write
   */
  start(args: readonly string[], input: number | 'pipe'): ChildProcessByStdio<Writable | null, Readable, Readable> {
    const stdio: StdioOptions = input === 'pipe' ? ['pipe', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', input];
    return spawn(this.program, args, { stdio }) as ChildProcessByStdio<Writable | null, Readable, Readable>;
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
