import { Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bufferPool } from './buffer-pool.js';
import { ResponseWriter } from './response-writer.js';
import { sendFile } from './send-file.js';
import { StreamOpener, type OpenedStream } from './stream-opener.js';
import type { Encode } from './transcode/encode.js';
import { mimeTypeOf, transcodeOf, type TranscodeRequest, type TranscodeWish } from './transcode/transcode-request.js';
import { Transcoder } from './transcode/transcoder.js';

/** Of audio that nobody has looked at. */
const UNKNOWN_TYPE = 'application/octet-stream';

/** Answers requests for the audio of a track: as it is, or converted. */
@Injectable()
export class AudioSender {
  constructor(
    private readonly opener: StreamOpener,
    private readonly transcoder: Transcoder,
  ) {}

  /** @throws DomainError as long as nothing was sent; afterwards the connection is cut */
  async send(id: string, wish: TranscodeWish, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const stream = await this.opener.open(id, gone.signal);
      const transcode = await orClose(stream, () => transcodeOf(wish, stream.track));
      if (transcode) await this.sendTranscoded(stream, transcode, request, response);
      else
        await closing(stream, () =>
          sendFile(request, response, stream.file, stream.track.format?.mimeType ?? UNKNOWN_TYPE),
        );
    } catch (error) {
      // Whoever asked is not there to be told.
      if (!gone.signal.aborted) throw error;
    }
  }

  private async sendTranscoded(
    stream: OpenedStream,
    transcode: TranscodeRequest,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const mimeType = mimeTypeOf(transcode.format);
    if (request.method === 'HEAD') {
      await closing(stream, () => this.describe(stream, transcode, request, response));
      return;
    }
    const made = await this.transcoder.transcode(stream, transcode);
    if (made.kind === 'file') {
      await closing(made, () => sendFile(request, response, made.file, mimeType));
      return;
    }
    try {
      await sendEncode(made.encode, response, mimeType);
    } finally {
      made.encode.leave();
    }
  }

  /** What a GET would answer; that alone is no reason to start converting. */
  private async describe(
    stream: OpenedStream,
    transcode: TranscodeRequest,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const mimeType = mimeTypeOf(transcode.format);
    const file = await this.transcoder.kept(stream, transcode);
    if (file) {
      await closing({ file }, () => sendFile(request, response, file, mimeType));
      return;
    }
    await this.transcoder.requireFfmpeg();
    setGrowingHeaders(response, mimeType);
    response.end();
  }
}

/** How long it will be is not known yet, and what is not there yet cannot be asked for. */
function setGrowingHeaders(response: ServerResponse, mimeType: string): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', mimeType);
  response.setHeader('Accept-Ranges', 'none');
  response.setHeader('Cache-Control', 'private, no-store');
}

async function sendEncode(encode: Encode, response: ServerResponse, mimeType: string): Promise<void> {
  const writer = new ResponseWriter(response);
  let position = 0;
  while (!writer.isGone) {
    const buffer = bufferPool.take();
    // What fails before the first byte is told properly.
    const length = await encode.read(buffer, position, writer.signal);
    if (length === 0) break;
    if (position === 0) setGrowingHeaders(response, mimeType);
    if (!(await writer.write(buffer.subarray(0, length)))) return;
    bufferPool.give(buffer);
    position += length;
  }
  writer.end();
}

async function closing(owner: { readonly file: OpenedStream['file'] }, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await owner.file.close();
  }
}

async function orClose<T>(stream: OpenedStream, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    await stream.file.close();
    throw error;
  }
}
