import { DOCUMENT, effect, inject, Service } from '@angular/core';
import { coverUrl } from '../core/api/urls';
import { Player } from './player';
import { PlayingWords } from './playing-words';

const ARTWORK_SIZES_PX = [96, 192, 384, 512];
const SKIP_MS = 10_000;
/** Of speech: back to what was missed, on over what is not wanted. */
const SPEECH_BACK_MS = 15_000;
const SPEECH_ON_MS = 30_000;

/** Tells the system what plays and obeys its keys: lock screen, headphones, keyboard. */
@Service()
export class MediaSessionLink {
  private readonly player = inject(Player);
  private readonly playing = inject(PlayingWords);
  private readonly document = inject(DOCUMENT);

  constructor() {
    const session = this.document.defaultView?.navigator.mediaSession;
    if (!session) return;
    this.obey(session);
    effect(() => {
      const track = this.player.current();
      const words = this.playing.words();
      session.metadata = track
        ? new MediaMetadata({
            title: words?.title ?? track.title,
            artist: words?.detail ?? track.artist,
            album: track.album.title,
            artwork: track.artworkId ? this.artwork(track.artworkId) : [],
          })
        : null;
    });
    effect(() => {
      const status = this.player.status();
      session.playbackState = status === 'idle' ? 'none' : this.player.isPlaying() ? 'playing' : 'paused';
    });
    effect(() => {
      const duration = this.player.durationMs() / 1000;
      const position = Math.min(this.player.positionMs() / 1000, duration);
      if (duration > 0)
        session.setPositionState({
          duration,
          position,
          playbackRate: this.player.isSpeech() ? this.player.speed() : 1,
        });
    });
  }

  private obey(session: MediaSession): void {
    const player = this.player;
    const actions: Partial<Record<MediaSessionAction, (details: MediaSessionActionDetails) => void>> = {
      play: () => player.resume(),
      pause: () => player.pause(),
      stop: () => player.pause(),
      previoustrack: () => player.previous(),
      nexttrack: () => player.next(),
      seekbackward: ({ seekOffset = 0 }) =>
        player.seekBy(-seekOffset * 1000 || -(player.isSpeech() ? SPEECH_BACK_MS : SKIP_MS)),
      seekforward: ({ seekOffset = 0 }) =>
        player.seekBy(seekOffset * 1000 || (player.isSpeech() ? SPEECH_ON_MS : SKIP_MS)),
      seekto: (details) => {
        if (details.seekTime !== undefined) player.seek(details.seekTime * 1000);
      },
    };
    for (const [action, run] of Object.entries(actions)) {
      try {
        session.setActionHandler(action as MediaSessionAction, run);
      } catch (error) {
        // A browser that does not know an action says so this way; the others still work.
        if (!(error instanceof TypeError)) throw error;
      }
    }
  }

  private artwork(artworkId: string): MediaImage[] {
    return ARTWORK_SIZES_PX.map((size) => ({
      src: new URL(coverUrl(artworkId, size), this.document.baseURI).href,
      sizes: `${size}x${size}`,
    }));
  }
}
