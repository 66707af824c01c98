import { inject, Service } from '@angular/core';
import type { TracksToAdd } from '../../core/api/playlist-types';
import { AddingToPlaylists } from '../playlists/adding';
import { subjectOf } from '../../player/playable';
import type { Action, ActionProvider } from './actions';
import { hasTracks, playableSeveral } from './several-actions';
import { isSeveral, isTrack, type Subject } from './subject';

/** Subjects that the server knows as tracks. */
const LISTS = ['album', 'artist', 'playlist'];

/** Puts music into playlists. */
@Service()
export class AddActions implements ActionProvider {
  private readonly adding = inject(AddingToPlaylists);

  actionsFor(subject: Subject): readonly Action[] {
    const tracks = tracksToAdd(subject);
    // What an episode is played by is said by its own feature, which comes later: this must not be the first that is offered.
    if (!tracks || subject.trackId !== undefined) return [];
    const run = (): unknown => this.adding.open(tracks, subject.title);
    return [{ id: 'add-to-playlist', group: 'play', icon: 'add-to', title: $localize`Add to playlist…`, run }];
  }
}

/** What the server is asked to add; nothing for what has no end, or is no music. */
export function tracksToAdd(subject: Subject): TracksToAdd | undefined {
  const { kind, id } = subject;
  if (isSeveral(subject)) return hasTracks(subject) ? { subject: subjectOf(playableSeveral(subject)) } : undefined;
  if (LISTS.includes(kind)) return { subject: { kind, id } };
  // Stations have no end.
  if (subject.trackId !== undefined) return { trackIds: [subject.trackId] };
  return isTrack(subject) && subject.track.kind !== 'station' ? { trackIds: [subject.track.id] } : undefined;
}
