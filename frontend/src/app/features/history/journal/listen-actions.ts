import { inject, Service } from '@angular/core';
import { explain } from '../../../core/api/api-error';
import type { ListenView } from '../../../core/api/history-types';
import type { TrackView } from '../../../core/api/types';
import { Player } from '../../../player/player';
import { Toasts } from '../../../core/toasts';
import { Api } from '../../../core/api/api';
import { type AwaitedSubject, type Subject, trackSubject } from '../../../media/subjects/subject';

/** A listen among others that are selected; absent where its track is not known any more. */
export function listenSubject({ id, trackId, title }: ListenView): Subject | undefined {
  return trackId === undefined ? undefined : { kind: 'listen', id, title, trackId };
}

/** What can be done with a track that was heard. The journal knows its id only, so it is loaded first. */
@Service()
export class ListenActions {
  private readonly api = inject(Api);
  private readonly player = inject(Player);
  private readonly toasts = inject(Toasts);

  async play(trackId: string): Promise<void> {
    const track = await this.load(trackId);
    if (track) this.player.playTrack(track, { kind: 'history', title: $localize`History` });
  }

  /** What the menu of a listen is about; absent where the track is not known any more. */
  subjectOf({ trackId, title }: Pick<ListenView, 'trackId' | 'title'>): AwaitedSubject | undefined {
    if (trackId === undefined) return undefined;
    const load = async (): Promise<Subject | undefined> => {
      const track = await this.load(trackId);
      return track && trackSubject(track);
    };
    return { title, load };
  }

  private async load(trackId: string): Promise<TrackView | undefined> {
    try {
      return await this.api.read('/api/v1/tracks/{id}', { path: { id: trackId } });
    } catch (error) {
      this.toasts.show(explain(error).message);
      return undefined;
    }
  }
}
