import { Injectable } from '@nestjs/common';
import { TrackDirectory } from '../../catalogue/index.js';
import { BoundedCache, Clock, SharedWork } from '../../common/index.js';
import { SourceRegistry, type SourceLyrics } from '../../sources/index.js';

const MOST_REMEMBERED = 200;
/** Words do not change; that there are none may. */
const HOLDS_MS = 60 * 60_000;
/** Somebody waits for them. */
const LIMIT_MS = 20_000;

interface Known {
  readonly lyrics: SourceLyrics | undefined;
  readonly untilMs: number;
}

/** The words of tracks that lie elsewhere, which their sources are asked for when somebody wants to read them. */
@Injectable()
export class RemoteLyrics {
  private readonly known = new BoundedCache<string, Known>(MOST_REMEMBERED);
  private readonly shared = new SharedWork<SourceLyrics | undefined>();

  constructor(
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * @param trackId of the library or of a source
   * @returns undefined where no source of it has any
   * @throws SourceUnavailable, UpstreamError the source did not answer
   */
  async find(trackId: string): Promise<SourceLyrics | undefined> {
    for (const { source, locator } of await this.directory.locations(trackId)) {
      const capability = this.sources.get(source)?.capabilities.lyrics;
      if (!capability) continue;
      const lyrics = await this.ask(`${source}:${locator}`, (signal) => capability.find(locator, signal));
      if (lyrics) return lyrics;
    }
    return undefined;
  }

  private async ask(
    name: string,
    find: (signal: AbortSignal) => Promise<SourceLyrics | undefined>,
  ): Promise<SourceLyrics | undefined> {
    const known = this.known.get(name);
    if (known && known.untilMs > this.clock.nowMs()) return known.lyrics;
    const lyrics = await this.shared.do(name, find, AbortSignal.timeout(LIMIT_MS));
    this.known.set(name, { lyrics, untilMs: this.clock.nowMs() + HOLDS_MS });
    return lyrics;
  }
}
