import { Injectable } from '@nestjs/common';
import { TrackDirectory, type TrackView } from '../catalogue/index.js';
import { closeness, searchWords, sortKey } from '../common/index.js';
import type { SearchAnswer, Searchable, SearchWish } from '../search/index.js';
import { StationStore, type SavedStation } from './station-store.js';

/** Finds saved stations by name, group and tags: they are few enough to look at all of them. */
@Injectable()
export class StationSearch implements Searchable {
  readonly id = 'radio';
  readonly name = 'Your stations';
  readonly kinds = ['station'] as const;
  readonly isLocal = true;

  constructor(
    private readonly store: StationStore,
    private readonly tracks: TrackDirectory,
  ) {}

  async find({ query, limit, ownerId }: SearchWish): Promise<Pick<SearchAnswer, 'stations'>> {
    const asked = wordsIn(query);
    const found = (await this.store.all(ownerId))
      .filter((station) => asked.every((word) => wordsOf(station).some((other) => other.startsWith(word))))
      .sort((a, b) => closeness(sortKey(b.name), sortKey(query)) - closeness(sortKey(a.name), sortKey(query)))
      .slice(0, limit);
    const views = await this.tracks.views(found.map(({ trackId }) => trackId));
    return {
      stations: found.flatMap(({ trackId, name }): { view: TrackView; name: string }[] => {
        const view = views.get(trackId);
        return view ? [{ view, name: sortKey(name) }] : [];
      }),
    };
  }
}

function wordsOf({ name, group = '', tags }: SavedStation): readonly string[] {
  return wordsIn([name, group, ...tags].join(' '));
}

function wordsIn(text: string): readonly string[] {
  return searchWords(text)
    .split(' ')
    .filter((word) => word !== '');
}
