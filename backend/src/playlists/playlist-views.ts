import { Injectable } from '@nestjs/common';
import { splitSourceId, TrackDirectory, type TrackView } from '../catalogue/index.js';
import { present, type Cause } from '../common/index.js';
import { SourceRegistry } from '../sources/index.js';
import { Database } from '../database/index.js';
import type { ItemRow } from './item-store.js';
import { isReadOnly } from './origins/origin-rules.js';
import { OriginStore, type OriginRow } from './origins/origin-store.js';
import type { PlaylistRow, StoredCover } from './playlist-store.js';
import type {
  PlaylistCover,
  PlaylistNews,
  PlaylistItemView,
  PlaylistOriginView,
  PlaylistView,
} from './playlists.dto.js';

/** Shows playlists, with what is known of their tracks now. */
@Injectable()
export class PlaylistViews {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    private readonly origins: OriginStore,
    private readonly database: Database,
  ) {}

  async playlist(row: PlaylistRow): Promise<PlaylistView> {
    const [view] = await this.playlists([row]);
    return view!;
  }

  async playlists(rows: readonly PlaylistRow[]): Promise<PlaylistView[]> {
    const covers = rows.map((row) => (row.own_artwork_id === null ? (JSON.parse(row.covers) as StoredCover[]) : []));
    const origins = await this.origins.of(this.database.read, rows.map(({ key }) => key)); // prettier-ignore
    const known = await this.directory.views(covers.flat().map(({ trackId }) => trackId));
    return rows.map((row, at) =>
      present({
        id: row.id,
        name: row.name,
        description: row.description ?? undefined,
        trackCount: row.item_count,
        durationMs: row.duration_ms,
        covers: ownCoverOf(row) ?? coversOf(covers[at] ?? [], known),
        hasOwnCover: row.own_artwork_id !== null,
        createdAtMs: row.created_at_ms,
        changedAtMs: row.changed_at_ms,
        ...originOf(origins.get(row.key)),
      }),
    );
  }

  async items(rows: readonly ItemRow[]): Promise<PlaylistItemView[]> {
    const tracks = await this.tracks(rows);
    return rows.map((row, at) => ({ itemId: row.id, addedAtMs: row.added_at_ms, track: tracks[at]! }));
  }

  /** What is in these places: as it is known now, else as it was when it was added. */
  async tracks(rows: readonly ItemRow[]): Promise<TrackView[]> {
    const known = await this.directory.views(rows.map(({ track_id: id }) => id));
    return rows.map((row) => this.availableTrack(known.get(row.track_id) ?? keptView(row)));
  }

  /** What is of a source that is switched off does not play, and is shown so. */
  private availableTrack(track: TrackView): TrackView {
    const source = splitSourceId(track.id)?.source;
    if (source === undefined || this.sources.get(source)) return track;
    return Object.assign({}, track, { isMissing: true, offSourceId: source });
  }
}

function ownCoverOf({ own_artwork_id: artworkId, own_placeholder }: PlaylistRow): PlaylistCover[] | undefined {
  return artworkId === null ? undefined : [present({ artworkId, placeholder: own_placeholder ?? undefined })];
}

/** Pictures change with their files: those that are known now go before those that were kept. */
function coversOf(covers: readonly StoredCover[], known: ReadonlyMap<string, TrackView>): PlaylistCover[] {
  return covers.map(({ trackId, artworkId: keptId }) => {
    const { artworkId = keptId, placeholder } = known.get(trackId) ?? {};
    return present({ artworkId, placeholder });
  });
}

function originOf(row: OriginRow | undefined): { isReadOnly?: true; origin?: PlaylistOriginView } {
  if (!row) return {};
  const origin = present({
    kind: row.kind,
    ref: row.ref,
    checkedAtMs: row.checked_at_ms,
    isFrozen: row.is_frozen ? true : undefined,
    trouble: row.trouble ?? undefined,
    troubleCause: row.trouble_cause === null ? undefined : (JSON.parse(row.trouble_cause) as Cause),
    unresolved: row.unresolved,
    news: row.news === null ? undefined : (JSON.parse(row.news) as PlaylistNews),
  });
  return { origin, ...(isReadOnly(row) && { isReadOnly: true }) };
}

/** A track that nobody knows any more, as it was when it was added. */
function keptView(row: ItemRow): TrackView {
  const source = splitSourceId(row.track_id)?.source;
  return present({
    id: row.track_id,
    kind: row.kind ?? undefined,
    title: row.title,
    artist: row.artist,
    artists: [],
    album: { id: '', title: row.album },
    artworkId: row.artwork_id ?? undefined,
    durationMs: row.duration_ms ?? undefined,
    hasLyrics: false,
    // A source may find it again; what left the library is gone.
    isMissing: source === undefined,
    addedAtMs: row.added_at_ms,
    sourceId: source,
  });
}
