import { Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { goneWith } from '../api/index.js';
import { Covers, coverSize } from '../artwork/index.js';
import type { TrackView } from '../catalogue/index.js';
import { Clock, DomainError } from '../common/index.js';
import { SourceUnavailable, TrackNotFound } from '../sources/index.js';
import {
  dispositionOf,
  extensionOf,
  ResponseWriter,
  stemOf,
  StreamOpener,
  type AudioBody,
} from '../streaming/index.js';
import { AlbumContents, type Album } from './album-contents.js';
import { FileNames } from './file-names.js';
import { passOn, sumUp, type WholeAudio } from './whole-audio.js';
import { ZipWriter } from './zip-writer.js';

/** A track of the album that is not in the file. */
interface MissingTrack {
  readonly track: TrackView;
  readonly reason: DomainError;
}

/**
 * Sends albums as they are read, one track after the other. Each is read twice: first to know that all of it can be had, and
 * what its header says of it, then to be sent. So a track that fails is named as missing, instead of ending the file.
 */
@Injectable()
export class AlbumSender {
  constructor(
    private readonly albums: AlbumContents,
    private readonly opener: StreamOpener,
    private readonly covers: Covers,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError as long as nothing was sent; afterwards the connection is to be cut */
  async send(ownerId: string, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = goneWith(response);
    try {
      const album = await this.albums.find(ownerId, id, gone);
      if (request.method === 'HEAD') await this.describe(album, response, gone);
      else await this.sendTracks(album, response, gone);
    } catch (error) {
      // Whoever asked is not there to be told.
      if (!gone.aborted && !(error instanceof ClientGone)) throw error;
    }
  }

  /** What GET would answer, as far as it is known from the first track that can be had. */
  private async describe(album: Album, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const missing: MissingTrack[] = [];
    for (const track of album.tracks) {
      const body = await orMissing(track, missing, gone, () => this.open(track, gone));
      if (!body) continue;
      await body.close();
      setHeaders(response, album);
      response.end();
      return;
    }
    throw reasonOf(missing);
  }

  private async sendTracks(album: Album, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const writer = new ResponseWriter(response);
    const zip = new ZipWriter(async (bytes) => {
      if (!(await writer.write(bytes))) throw new ClientGone();
    });
    const names = new FileNames(album.tracks);
    const missing: MissingTrack[] = [];
    for (const track of album.tracks) {
      const body = await orMissing(track, missing, gone, () => this.open(track, gone));
      if (!body) continue;
      try {
        const whole = await orMissing(track, missing, gone, () => sumUp(body, gone));
        if (!whole) continue;
        if (!response.headersSent) setHeaders(response, album);
        await zip.begin({
          name: names.take(track, extensionOf(body.mimeType)),
          ...whole,
          modifiedAtMs: this.ageOf(body),
        });
        await passOn(body, whole, gone, (bytes) => zip.append(bytes));
      } finally {
        await body.close();
      }
    }
    if (!response.headersSent) throw reasonOf(missing);
    await this.add(zip, 'cover.jpg', await this.coverOf(album));
    if (missing.length > 0) await this.add(zip, 'Missing.txt', Buffer.from(textOf(album, missing)));
    await zip.end();
    writer.end();
  }

  private async open({ id }: TrackView, gone: AbortSignal): Promise<AudioBody> {
    return (await this.opener.open(id, { position: 0, isToKeep: true }, gone)).body;
  }

  private ageOf({ validators }: AudioBody): number {
    return validators?.lastModifiedMs ?? this.clock.nowMs();
  }

  private async coverOf({ artworkId }: Album): Promise<Buffer | undefined> {
    try {
      return artworkId === undefined ? undefined : await this.covers.picture(artworkId, coverSize(), 'jpeg');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return undefined;
    }
  }

  private async add(zip: ZipWriter, name: string, content: Buffer | undefined): Promise<void> {
    if (!content) return;
    const whole: WholeAudio = { sizeBytes: content.length, crc32: crc32(content) };
    await zip.begin({ name, ...whole, modifiedAtMs: this.clock.nowMs() });
    await zip.append(content);
  }
}

/** The connection ends before the album does. */
class ClientGone extends Error {}

/** @returns undefined where the track cannot be had, which is noted then */
async function orMissing<T>(
  track: TrackView,
  missing: MissingTrack[],
  gone: AbortSignal,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    gone.throwIfAborted();
    if (!(error instanceof Error && 'code' in error)) throw error;
    const isTold = error instanceof DomainError;
    missing.push({
      track,
      reason: isTold
        ? error
        : new SourceUnavailable(`The file cannot be read (${String(error.code)}).`, 'file-unreadable'),
    });
    return undefined;
  }
}

/** Why there is nothing to send. */
function reasonOf([first]: readonly MissingTrack[]): DomainError {
  return first?.reason ?? new TrackNotFound('This album has no tracks.');
}

function setHeaders(response: ServerResponse, { artist, title }: Album): void {
  response.setHeader('Content-Type', 'application/zip');
  response.setHeader('Content-Disposition', dispositionOf(`${stemOf([artist, title])}.zip`));
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Accept-Ranges', 'none');
}

function textOf({ title }: Album, missing: readonly MissingTrack[]): string {
  const lines = missing.map(({ track, reason }) => `${nameOf(track)}\n  ${reason.message}\n`);
  return `These tracks of “${title}” could not be had:\n\n${lines.join('\n')}`;
}

function nameOf({ discNumber, trackNumber, title }: TrackView): string {
  return [discNumber && `Disc ${discNumber}`, trackNumber && `Track ${trackNumber}`, title].filter(Boolean).join(', ');
}
