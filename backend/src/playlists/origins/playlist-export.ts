import { Injectable } from '@nestjs/common';
import { splitSourceId, type TrackView } from '../../catalogue/index.js';
import { TrackFiles } from '../../library/index.js';
import { SourceRegistry } from '../../sources/index.js';
import { writeM3u, type WrittenSong } from '../formats/m3u.js';
import { ItemStore } from '../item-store.js';
import { PlaylistStore } from '../playlist-store.js';
import { PlaylistViews } from '../playlist-views.js';
import { MOST_ITEMS } from '../playlists.dto.js';

/** A playlist as other programs read it. */
@Injectable()
export class PlaylistExport {
  constructor(
    private readonly store: PlaylistStore,
    private readonly items: ItemStore,
    private readonly views: PlaylistViews,
    private readonly files: TrackFiles,
    private readonly sources: SourceRegistry,
  ) {}

  /**
   * UTF-8. Files are named by their paths below the music folder, what is elsewhere by its address on the web, else by an
   * address that Pyxis reads again.
   * @throws NotFound
   */
  async m3u(ownerId: string, id: string): Promise<{ name: string; text: string }> {
    const { key, name } = await this.store.find(ownerId, id);
    const tracks = await this.views.tracks(await this.items.from(key, undefined, MOST_ITEMS));
    const paths = await this.pathsOf(tracks.map((track) => track.id));
    const songs = tracks.map((track): WrittenSong => ({ ...songOf(track), location: paths.get(track.id) ?? addressOf(track) })); // prettier-ignore
    return { name, text: writeM3u(name, songs) };
  }

  private async pathsOf(trackIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(trackIds)].filter((id) => !splitSourceId(id));
    const paths = new Map<string, string>();
    for (const { source, capability } of this.sources.having('playlistFiles')) {
      for (const { trackId, locator } of await this.files.ofTracks(source.id, ids)) {
        const path = capability.fileOf(locator);
        const root = capability.roots.find((each) => path.startsWith(each)) ?? '';
        if (!paths.has(trackId)) paths.set(trackId, path.slice(root.length));
      }
    }
    return paths;
  }
}

function songOf({ title, artist, durationMs }: TrackView): Omit<WrittenSong, 'location'> {
  return { title, artist, ...(durationMs !== undefined && { durationMs }) };
}

function addressOf({ id, webAddress }: TrackView): string {
  return webAddress ?? `pyxis:${id}`;
}
