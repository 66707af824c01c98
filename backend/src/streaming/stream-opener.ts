import { Injectable } from '@nestjs/common';
import { TrackDirectory, type TrackLocation } from '../catalogue/index.js';
import { DomainError, NotFound } from '../common/index.js';
import { SourceRegistry, SourceUnavailable, TrackNotFound } from '../sources/index.js';
import { OpenedFile } from './opened-file.js';
import { SoundingSources } from './sounding-sources.js';

/** The audio of a track, ready to be read. */
export interface OpenedStream {
  readonly track: TrackLocation;
  /** To be closed by whoever asked for it. */
  readonly file: OpenedFile;
}

/** From the id of a track to its bytes, by the first source that has them. */
@Injectable()
export class StreamOpener {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    private readonly sounding: SoundingSources,
  ) {}

  /**
   * @throws NotFound nobody knows it
   * @throws TrackNotFound every source that had it has lost it
   * @throws SourceUnavailable a source has it, but cannot be reached
   */
  async open(id: string, signal: AbortSignal): Promise<OpenedStream> {
    let failure: DomainError | undefined;
    const tracks = await this.directory.locations(id);
    if (tracks.length === 0) throw new NotFound('track', id);
    for (const track of tracks) {
      try {
        const file = await this.openOne(track, signal);
        this.sounding.opened(id, track.source);
        return { track, file };
      } catch (error) {
        if (!(error instanceof TrackNotFound || error instanceof SourceUnavailable)) throw error;
        // That it may come back says more than that another copy has gone.
        if (!failure || error instanceof SourceUnavailable) failure = error;
      }
    }
    throw failure ?? new TrackNotFound('No source has this track.');
  }

  private async openOne({ source, locator }: TrackLocation, signal: AbortSignal): Promise<OpenedFile> {
    const streams = this.sources.get(source)?.capabilities.streams;
    if (!streams) throw new SourceUnavailable(`The source “${source}” is switched off or cannot play.`);
    const { path } = await streams.locate(locator, signal);
    try {
      const file = await OpenedFile.open(path);
      if (file) return file;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      if (error.code !== 'ENOENT') throw new SourceUnavailable(`The file cannot be opened (${String(error.code)}).`);
    }
    throw new TrackNotFound('The file is not there any more. The next scan will notice.');
  }
}
