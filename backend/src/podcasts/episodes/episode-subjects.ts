import { Injectable } from '@nestjs/common';
import { readPart } from '../../api/index.js';
import { Database } from '../../database/index.js';
import type { ListedTracks, ListWish } from '../../library/index.js';
import { idOf, type ListKind, type PlayableSubjects, type Subject } from '../../playback/index.js';
import { SavedLists } from '../lists/saved-lists.js';
import { trackIdOf } from '../podcast-ids.js';
import { EpisodeRepository, type EpisodeRow } from './episode-repository.js';
import { EpisodeListQuery } from './episodes.dto.js';

const QUERY = 'subject.query';
const TITLES: Readonly<Record<EpisodeListQuery['list'], string>> = {
  new: 'New episodes',
  'in-progress': 'Episodes in progress',
  unheard: 'Episodes not heard',
  done: 'Episodes heard',
  all: 'Episodes',
};

/** What of podcasts can be played: a show, and every list of episodes that a page shows. */
@Injectable()
export class EpisodeSubjects {
  constructor(
    private readonly episodes: EpisodeRepository,
    private readonly lists: SavedLists,
    private readonly database: Database,
  ) {}

  register(subjects: PlayableSubjects): void {
    subjects.registerList(this.show());
    subjects.registerList(this.list());
  }

  private show(): ListKind {
    return {
      kind: 'show',
      tracks: async (subject, wish) => {
        const id = idOf(subject);
        const query = await readPart(EpisodeListQuery, { ...subject.query, showId: id }, QUERY);
        const rows = await this.episodes.playable(wish.ownerId, query, wish.most + 1);
        const { title = '' } =
          (await this.database.read.get<{ title: string }>('SELECT title FROM show WHERE id = ?', [id])) ?? {};
        return { ...listed(rows, wish), context: { kind: 'podcast', id, title } };
      },
    };
  }

  private list(): ListKind {
    return {
      kind: 'episodes',
      tracks: async (subject, wish) => {
        const { query, title } = await this.wanted(wish.ownerId, subject);
        const rows = await this.episodes.playable(wish.ownerId, query, wish.most + 1);
        return { ...listed(rows, wish), context: { kind: 'podcast', title } };
      },
    };
  }

  /** A saved list by its id, any other by what it asks for. @throws NotFound, InvalidRequest */
  private async wanted(
    ownerId: string,
    { id, query = {} }: Subject,
  ): Promise<{ query: EpisodeListQuery; title: string }> {
    if (id !== undefined) {
      const saved = await this.lists.find(ownerId, id);
      return { query: saved.query, title: saved.name };
    }
    const list = await readPart(EpisodeListQuery, query, QUERY);
    return { query: list, title: list.group?.join(', ') ?? TITLES[list.list] };
  }
}

function listed(rows: readonly EpisodeRow[], { startId, most }: ListWish): ListedTracks {
  const start = rows.findIndex(({ id }) => trackIdOf(id) === startId);
  return {
    tracks: rows.slice(0, most).map(({ id, duration_ms: durationMs }) => ({
      id: trackIdOf(id),
      kind: 'episode',
      ...(durationMs !== null && { durationMs }),
    })),
    startIndex: Math.max(0, Math.min(start, most - 1)),
    isCut: rows.length > most,
  };
}
