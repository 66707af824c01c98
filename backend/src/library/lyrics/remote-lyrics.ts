import { Injectable } from '@nestjs/common';
import { TrackDirectory } from '../../catalogue/index.js';
import { Clock, RecentAnswers } from '../../common/index.js';
import { SourceRegistry, type SourceLyrics } from '../../sources/index.js';

const MOST_REMEMBERED = 200;
/** Words do not change; that there are none may. */
const HOLDS_MS = 60 * 60_000;
/** Somebody waits for them. */
const LIMIT_MS = 20_000;

/** The words of tracks that lie elsewhere, which their sources are asked for when somebody wants to read them. */
@Injectable()
export class RemoteLyrics {
  private readonly answers: RecentAnswers<SourceLyrics | undefined>;

  constructor(
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    clock: Clock,
  ) {
    this.answers = new RecentAnswers(clock, HOLDS_MS, MOST_REMEMBERED);
  }

  /**
   * @param trackId of the library or of a source
   * @returns undefined where no source of it has any
   * @throws SourceUnavailable, UpstreamError the source did not answer
   */
  async find(trackId: string): Promise<SourceLyrics | undefined> {
    for (const { source, locator } of await this.directory.locations(trackId)) {
      const capability = this.sources.get(source)?.capabilities.lyrics;
      if (!capability) continue;
      const lyrics = await this.answers.get(
        `${source}:${locator}`,
        (signal) => capability.find(locator, signal),
        AbortSignal.timeout(LIMIT_MS),
      );
      if (lyrics) return lyrics;
    }
    return undefined;
  }
}
