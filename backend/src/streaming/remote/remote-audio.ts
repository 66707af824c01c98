import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Clock, newId } from '../../common/index.js';
import { Directories, StreamingConfig } from '../../config/index.js';
import type { AudioBody } from '../audio-body.js';
import { SpoolSpace } from '../spool-space.js';
import { factsOf, RemoteBody, type JoinedPart } from './remote-body.js';
import { RemotePart, type RemoteTrack } from './remote-part.js';

/**
 * Audio that lies elsewhere, fetched while somebody reads it and not kept: every part that is under way is shared by all
 * who want what is in it.
 */
@Injectable()
export class RemoteAudio implements BeforeApplicationShutdown {
  private readonly folder: string;
  private readonly space: SpoolSpace;
  /** By track. */
  private readonly parts = new Map<string, Set<RemotePart>>();
  private opening?: Promise<void>;

  constructor(
    private readonly clock: Clock,
    { cache }: StreamingConfig,
    directories: Directories,
  ) {
    this.folder = join(directories.cache, 'spool');
    this.space = new SpoolSpace(cache.maxSize);
  }

  /**
   * Begins to fetch, or joins who does.
   * @param key equal for equal tracks
   * @param position of the byte that is wanted first
   * @throws UpstreamError, SourceUnavailable, TrackNotFound
   */
  async open(key: string, track: RemoteTrack, position: number, signal: AbortSignal): Promise<AudioBody> {
    await (this.opening ??= this.makeFolder());
    signal.throwIfAborted();
    const joinPart = (at: number): JoinedPart => {
      const part = this.partWith(key, track, at);
      return { part, body: part.join() };
    };
    const joined = joinPart(position);
    try {
      return new RemoteBody(joined, await factsOf(joined.part, signal), joinPart);
    } catch (error) {
      await joined.body.close();
      throw error;
    }
  }

  /** Ends every fetch and waits until they are gone. */
  async beforeApplicationShutdown(): Promise<void> {
    const all = [...this.parts.values()].flatMap((parts) => [...parts]);
    for (const { spool } of all) spool.kill();
    await Promise.all(all.map(({ spool }) => spool.ended));
  }

  private partWith(key: string, track: RemoteTrack, position: number): RemotePart {
    const parts = this.parts.get(key) ?? new Set();
    this.parts.set(key, parts);
    for (const part of parts) if (part.covers(position)) return part;
    const part = new RemotePart({
      track,
      firstByte: position,
      path: join(this.folder, newId()),
      space: this.space,
      clock: this.clock,
    });
    parts.add(part);
    void part.spool.closed.then(() => {
      parts.delete(part);
      if (parts.size === 0) this.parts.delete(key);
    });
    return part;
  }

  /** Files have no names while they are used; one has when the server is killed in the moment in which it is made. */
  private async makeFolder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.folder)) await rm(join(this.folder, name), { force: true });
  }
}
