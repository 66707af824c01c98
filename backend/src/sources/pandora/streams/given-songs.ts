import { BoundedCache, present, type Clock } from '../../../common/index.js';
import { SourceRefusal, TrackNotFound } from '../../source-error.js';
import type { HttpLocation, Quality, SourceTrack } from '../../source.js';
import type { PlaylistSong } from '../answers/playlist.js';
import { formFor } from './forms.js';

const MOST_REMEMBERED = 500;
/** So long addresses work; afterwards the hosts answer 403. */
const GOOD_FOR_MS = 60 * 60_000;
const GO_ON = 'Play its station: it goes on with fresh songs.';

/** The address of a song has stopped to work, and there is no other one for it, now or later. */
export class SongExpired extends SourceRefusal {
  override readonly kind = 'not-found';
  override readonly code = 'expired';
  override readonly title = 'Over';

  constructor() {
    super(`Pandora lets a song be heard for about an hour after it has chosen it, and that is over. ${GO_ON}`);
  }
}

interface GivenSong extends PlaylistSong {
  readonly expiresAtMs: number;
}

/**
 * Songs that stations have given, in this run only: their addresses are nobody's to keep. A song is named by its token, by which
 * no new address can be had.
 */
export class GivenSongs {
  private readonly songs = new BoundedCache<string, GivenSong>(MOST_REMEMBERED);

  constructor(private readonly clock: Clock) {}

  /** @returns until when it can be heard */
  add(song: PlaylistSong): number {
    const expiresAtMs = this.clock.nowMs() + GOOD_FOR_MS;
    this.songs.set(song.trackToken, { ...song, expiresAtMs });
    return expiresAtMs;
  }

  /** @throws TrackNotFound it was not given in this run, or so long ago that it was forgotten */
  trackOf(trackToken: string): SourceTrack {
    return this.at(trackToken).track;
  }

  /**
   * @param refused how many addresses of it were refused: it has no others
   * @throws TrackNotFound, SongExpired
   */
  locate(trackToken: string, refused: number, quality: Quality): Pick<HttpLocation, 'url' | 'mimeType' | 'gainDb'> {
    const { forms, track, expiresAtMs } = this.at(trackToken);
    if (refused > 0 || expiresAtMs <= this.clock.nowMs()) throw new SongExpired();
    const form = formFor(forms, quality);
    if (!form)
      throw new TrackNotFound('Pandora says of this song no address that it could be heard at. Play the next one.');
    return present({ url: form.url, mimeType: form.mimeType, gainDb: track.gainDb });
  }

  private at(trackToken: string): GivenSong {
    const song = this.songs.get(trackToken);
    if (!song) throw new TrackNotFound(`Pandora gives a song for about an hour only, and this one is over. ${GO_ON}`);
    return song;
  }
}
