import { Injectable } from '@nestjs/common';
import { Radios, RemoteLists, type RemoteList } from '../../browse/index.js';
import type { ListWish } from '../../library/index.js';
import { listed } from './listed.js';
import {
  idOf,
  type EndlessKind,
  type ListKind,
  type PlayableSubjects,
  type SubjectTracks,
} from './playable-subjects.js';

/** What can be played of sources without being in the library. */
@Injectable()
export class RemoteSubjects {
  constructor(
    private readonly lists: RemoteLists,
    private readonly radios: Radios,
  ) {}

  register(subjects: PlayableSubjects): void {
    subjects.registerList(this.playlist());
    subjects.registerEndless(this.radio());
  }

  async album(id: string, wish: ListWish): Promise<SubjectTracks> {
    return subjectTracks('album', id, await this.lists.album(wish.ownerId, id), wish);
  }

  async artist(id: string, wish: ListWish): Promise<SubjectTracks> {
    return subjectTracks('artist', id, await this.lists.artist(wish.ownerId, id), wish);
  }

  private playlist(): ListKind {
    return {
      kind: 'playlist',
      tracks: async (subject, wish) => {
        const id = idOf(subject);
        return subjectTracks('playlist', id, await this.lists.playlist(wish.ownerId, id, wish.most), wish);
      },
    };
  }

  /** What goes well with a track; its seed is the key of the radio. */
  private radio(): EndlessKind {
    const title = 'Radio';
    return {
      kind: 'radio',
      title,
      begin: async (subject, { ownerId }) => ({
        kind: 'radio',
        seed: await this.radios.begin(ownerId, idOf(subject)),
        position: 0,
      }),
      describe: async ({ seed, position }) => {
        const radio = await this.radios.describe(seed, position);
        return radio && { title: titled(radio.title), ...(radio.isAtEnd && { isAtEnd: true }) };
      },
      more: async (origin, { ownerId, count }) => {
        const given = await this.radios.more(ownerId, origin.seed, origin.position, count);
        if (!given) return { tracks: [], context: { kind: 'mix', title }, origin };
        return {
          tracks: given.tracks.map(({ id, durationMs, albumId }) => ({
            id,
            ...(durationMs !== undefined && { durationMs }),
            ...(albumId !== undefined && { albumId }),
          })),
          context: { kind: 'mix', title: titled(given.title) },
          origin: { ...origin, position: given.position },
        };
      },
    };
  }
}

function titled(trackTitle: string): string {
  return `Radio: ${trackTitle}`;
}

function subjectTracks(kind: string, id: string, list: RemoteList, { startId }: ListWish): SubjectTracks {
  const tracks = listed(list.tracks, startId);
  return { ...tracks, isCut: list.isCut, context: { kind, id, title: list.title } };
}
