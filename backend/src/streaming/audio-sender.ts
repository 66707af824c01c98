import { Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { goneWith } from '../api/index.js';
import { TrackDirectory } from '../catalogue/index.js';
import type { AudioBody } from './audio-body.js';
import { firstByteOf } from './byte-range.js';
import { dispositionOf, extensionOf, stemOf } from './download-name.js';
import type { LiveWish } from './live/live-streams.js';
import { sendBody } from './send-body.js';
import { StreamOpener, type OpenedStream, type OpenWish } from './stream-opener.js';
import { transcodeOf } from './transcode/transcode-request.js';
import { Transcoder } from './transcode/transcoder.js';

/** What is wanted of the audio of a track; where it begins, the request says. */
type SendWish = Omit<OpenWish, 'position'>;

/** Answers requests for the audio of a track: as it is, or converted. */
@Injectable()
export class AudioSender {
  constructor(
    private readonly opener: StreamOpener,
    private readonly transcoder: Transcoder,
    private readonly directory: TrackDirectory,
  ) {}

  /** @throws DomainError as long as nothing was sent; afterwards the connection is cut */
  async send(id: string, wish: SendWish, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = goneWith(response);
    try {
      const position = wish.format === undefined ? firstByteOf(request.headers.range) : 0;
      const stream = await this.opener.open(id, { ...wish, position }, gone);
      const body = await this.converted(stream, wish, request);
      try {
        await sendBody(request, response, body, wish.isToKeep ? await this.dispositionOf(id, body) : undefined);
      } finally {
        await body.close();
      }
    } catch (error) {
      // Whoever asked is not there to be told.
      if (!gone.aborted) throw error;
    }
  }

  private async dispositionOf(id: string, { mimeType }: AudioBody): Promise<string> {
    const track = (await this.directory.views([id])).get(id);
    return dispositionOf(`${stemOf(track ? [track.artist, track.title] : [id])}${extensionOf(mimeType)}`);
  }

  /** @param stream whose body is closed, or becomes part of what is returned */
  private async converted(stream: OpenedStream, wish: LiveWish, request: IncomingMessage): Promise<AudioBody> {
    const { track, body, isLive } = stream;
    if (isLive) return body;
    let isTaken = false;
    try {
      const transcode = transcodeOf(wish, track);
      isTaken = true;
      if (!transcode) return body;
      // What a GET would answer is no reason to start converting.
      if (request.method === 'HEAD') return await this.transcoder.describe(stream, transcode);
      return await this.transcoder.transcode(stream, transcode);
    } finally {
      if (!isTaken) await body.close();
    }
  }
}
