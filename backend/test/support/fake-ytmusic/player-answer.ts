import type { Json } from './answers.js';
import type { MediaForm } from './fake-media.js';
import type { WorldSong } from './world.js';

export interface PlayerQuestion {
  readonly id: string;
  readonly client: string;
  /** Absent: there is no such song. */
  readonly song?: WorldSong;
  readonly forms?: readonly MediaForm[];
  readonly expiresAtMs: number;
}

const SECOND_MS = 1_000;
/** Who is told where sound lies without a player script. */
const PLAIN_CLIENTS: ReadonlySet<string> = new Set(['VISIONOS', 'TVHTML5']);

/** What the service says of a song that is to be played. */
export function playerAnswer({ id, client, song, forms = [], expiresAtMs }: PlayerQuestion): Json {
  if (!song) {
    return {
      playabilityStatus: {
        status: 'ERROR',
        reason: 'This video is unavailable',
        errorScreen: { playerErrorMessageRenderer: { reason: { simpleText: 'Video unavailable' } } },
      },
    };
  }
  const expire = Math.floor(expiresAtMs / SECOND_MS);
  const adaptiveFormats = forms.map(({ itag, mimeType, bytes }) => {
    const query = new URLSearchParams({
      expire: String(expire),
      id,
      itag: String(itag),
      source: 'youtube',
      mime: mimeType.split(';')[0] ?? '',
      clen: String(bytes.length),
      dur: `${song.seconds}.000`,
      lmt: '1777719914748070',
      c: client,
      sig: 'of-a-fake',
    });
    const url = `https://rr1---sn-fake.googlevideo.com/videoplayback?${query.toString()}`;
    return {
      itag,
      // Others answer without addresses: the sound is to be had by a protocol of their own.
      ...(PLAIN_CLIENTS.has(client) && { url }),
      mimeType,
      bitrate: 128_000,
      averageBitrate: 128_000,
      contentLength: String(bytes.length),
      quality: 'tiny',
      audioQuality: 'AUDIO_QUALITY_MEDIUM',
      approxDurationMs: String(song.seconds * SECOND_MS),
      audioSampleRate: '48000',
      audioChannels: 2,
      loudnessDb: 3.5,
      lastModified: '1777719914748070',
    };
  });
  return {
    playabilityStatus: { status: 'OK', playableInEmbed: true },
    streamingData: { expiresInSeconds: String(Math.floor((expiresAtMs - Date.now()) / SECOND_MS)), adaptiveFormats },
    videoDetails: {
      videoId: id,
      title: song.title,
      lengthSeconds: String(song.seconds),
      shortDescription: descriptionOf(song),
      channelId: song.artists[0]?.id,
      author: song.artists[0]?.name,
      isLiveContent: false,
      thumbnail: { thumbnails: [] },
    },
    playerConfig: { audioConfig: { loudnessDb: 3.5, perceptualLoudnessDb: -10.5 } },
  };
}

/** Where chapters are to be had from: lines that begin with a time. */
function descriptionOf({ chapters = [] }: WorldSong): string {
  return chapters.map(({ title, startSeconds }) => `${clockOf(startSeconds)} ${title}`).join('\n');
}

function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
