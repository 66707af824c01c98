import { Injectable } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, Length, Matches } from 'class-validator';
import { readPart } from '../../api/index.js';
import { TrackDirectory } from '../../catalogue/index.js';
import type { ListedTrack, ListWish } from '../../library/index.js';
import { listed } from './listed.js';
import type { ListKind, PlayableSubjects, Subject, SubjectTracks } from './playable-subjects.js';

/** As many as a person may select one by one. */
const MOST_ITEMS = 1_000;
const MAX_ITEM = 800;
const FETCH_LIMIT_MS = 15_000;

class SeveralQuery {
  /** What is meant, as `kind:id`: `track:…`, `album:…`, or any other kind that has an end and an id. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  @IsString({ each: true })
  @Length(3, MAX_ITEM, { each: true })
  @Matches(/^[a-z-]+:/, { each: true })
  items: string[];
}

/** What a person selected, in that order: tracks by themselves, and the tracks of whatever else. */
@Injectable()
export class SeveralSubject implements ListKind {
  readonly kind = 'several';
  private subjects!: PlayableSubjects;

  constructor(private readonly directory: TrackDirectory) {}

  register(subjects: PlayableSubjects): void {
    this.subjects = subjects;
    subjects.registerList(this);
  }

  async tracks({ query = {} }: Subject, { startId, ...wish }: ListWish): Promise<SubjectTracks> {
    const { items } = await readPart(SeveralQuery, query, 'subject.query');
    const named = items.map((item) => {
      const at = item.indexOf(':');
      return { kind: item.slice(0, at), id: item.slice(at + 1) };
    });
    const single = await this.singles(named.filter(({ kind }) => kind === 'track').map(({ id }) => id));
    const tracks: ListedTrack[] = [];
    let isCut = false;
    for (const subject of named) {
      const room = wish.most - tracks.length;
      if (subject.kind === 'track') tracks.push(...(single.get(subject.id) ?? []));
      else if (room > 0) {
        const list = await this.subjects.tracks(subject, { ...wish, most: room });
        tracks.push(...list.tracks);
        isCut ||= list.isCut;
      }
    }
    const startIndex = Math.max(0, tracks.findIndex(({ id }) => id === startId)); // prettier-ignore
    const fitting = tracks.slice(0, wish.most);
    return { tracks: fitting, startIndex, isCut: isCut || fitting.length < tracks.length, context: { kind: 'queue' } };
  }

  /** Those that can be heard; what is gone meanwhile is left out, as what is missing. */
  private async singles(ids: readonly string[]): Promise<Map<string, readonly ListedTrack[]>> {
    if (ids.length === 0) return new Map();
    await this.directory.fetch(ids, AbortSignal.timeout(FETCH_LIMIT_MS));
    const views = await this.directory.views(ids);
    return new Map([...views].map(([id, view]) => [id, listed([view], undefined).tracks]));
  }
}
