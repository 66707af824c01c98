import type { StereoBuffer } from './dsp/stereo-buffer.ts';
import { halfMoonLyrics, halfMoonWaltz, nightSong } from './scores/kitchen-light.ts';
import { lastTram } from './scores/last-tram.ts';
import { leftLuggage } from './scores/left-luggage.ts';
import { lowWater, slackWaterSeconds } from './scores/low-water.ts';
import { rainDelay } from './scores/rain-delay.ts';

/** The container and codec of an album. */
export type AudioFormat = 'mp3' | 'flac' | 'opus';

/** One file to be. */
export interface DemoTrack {
  readonly title: string;
  /** Who plays besides the album's artist. */
  readonly guest?: string;
  readonly composer: string;
  /** Synced words: the second at which each line is sung. */
  readonly lyrics?: readonly { readonly seconds: number; readonly line: string }[];
}

/** One piece of music, which is one track or several that run into each other. */
export interface Recording {
  readonly render: () => StereoBuffer;
  /** Seconds at which a new track begins, one fewer than there are tracks. */
  readonly cutsSeconds: readonly number[];
  readonly tracks: readonly DemoTrack[];
}

/** One album. */
export interface DemoAlbum {
  readonly artist: string;
  readonly title: string;
  readonly date: string;
  readonly genre: string;
  readonly format: AudioFormat;
  readonly targetLufs: number;
  readonly cover: 'kitchen-light' | 'low-water' | 'window-seat';
  /** In every file, or once beside them as `cover.jpg`. */
  readonly coverPlace: 'embedded' | 'folder';
  readonly recordings: readonly Recording[];
}

const single = (render: () => StereoBuffer, track: DemoTrack): Recording => ({
  render,
  cutsSeconds: [],
  tracks: [track],
});

const PIANIST = 'Ferrous Lane';
const GUITARIST = 'Maris Põldsaar';
const DRIFTER = 'Tideglass';

/** The demo library. All names are invented. */
export const catalogue: readonly DemoAlbum[] = [
  {
    artist: GUITARIST,
    title: 'Kitchen Light',
    date: '2025-10-17',
    genre: 'Folk',
    format: 'mp3',
    targetLufs: -16,
    cover: 'kitchen-light',
    coverPlace: 'embedded',
    recordings: [
      single(nightSong, { title: 'Öölaul', composer: GUITARIST }),
      single(halfMoonWaltz, { title: 'Half-Moon Waltz', composer: GUITARIST, lyrics: halfMoonLyrics() }),
    ],
  },
  {
    artist: DRIFTER,
    title: 'Low Water',
    date: '2026-02-06',
    genre: 'Ambient',
    format: 'flac',
    targetLufs: -18,
    cover: 'low-water',
    coverPlace: 'folder',
    recordings: [
      {
        render: lowWater,
        cutsSeconds: [slackWaterSeconds],
        tracks: [
          { title: 'Ebb', composer: DRIFTER },
          { title: 'Slack Water', composer: DRIFTER },
        ],
      },
    ],
  },
  {
    artist: PIANIST,
    title: 'Window Seat',
    date: '2026-05-22',
    genre: 'Downtempo',
    format: 'opus',
    targetLufs: -16,
    cover: 'window-seat',
    coverPlace: 'folder',
    recordings: [
      single(rainDelay, { title: 'Rain Delay', composer: PIANIST }),
      single(leftLuggage, { title: 'Left Luggage', guest: GUITARIST, composer: GUITARIST }),
      single(lastTram, { title: 'Last Tram', composer: PIANIST }),
    ],
  },
];
