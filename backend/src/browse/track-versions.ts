import { Injectable } from '@nestjs/common';
import { ChosenVersions, recordingIdentity, sameRecording, splitSourceId, TrackDirectory } from '../catalogue/index.js';
import { InvalidRequest, NotFound } from '../common/index.js';
import { SourceRegistry, type RemoteTrack } from '../sources/index.js';
import type { TrackVersionsView } from './browse.dto.js';
import { RemoteItems } from './remote-items.js';
import type { SourceRef } from './remote-pages.js';
import { RemoteTracks } from './remote-tracks.js';

/** What a source finds by title and performer, of which few are the same song. */
const MOST_VERSIONS = 20;

/** Other versions of a song at its source: found, and chosen once and for all. */
@Injectable()
export class TrackVersions {
  constructor(
    private readonly sources: SourceRegistry,
    private readonly directory: TrackDirectory,
    private readonly tracks: RemoteTracks,
    private readonly items: RemoteItems,
    private readonly chosen: ChosenVersions,
  ) {}

  /**
   * The track itself first.
   * @param id of a source, or of a saved track of the library
   * @throws NotFound it is no track of a source
   * @throws SourceUnavailable, UpstreamError the source does not answer
   */
  async of(id: string, signal: AbortSignal): Promise<TrackVersionsView> {
    const ref = await this.refOf(id);
    const own = await this.tracks.find(`${ref.source}:${ref.nativeId}`, signal);
    const search = this.sources.get(ref.source)?.capabilities.search;
    const query = [own.title, own.artists[0]?.name ?? ''].join(' ').trim();
    const found = search ? (await search.find(query, 'track', undefined, signal)).items : [];
    const versions = found.filter((item) => item.kind === 'track').filter((track) => isVersionOf(own, track));
    const distinct = new Map([own, ...versions].map((track) => [track.nativeId, track]));
    const items = await this.items.ownViews(ref.source, [...distinct.values()].slice(0, MOST_VERSIONS));
    const chosenId = await this.chosen.of(ref);
    return { items, chosenId: `${ref.source}:${chosenId ?? ref.nativeId}` };
  }

  /**
   * From now on the version is heard wherever the track plays.
   * @throws NotFound it is no track of a source
   * @throws InvalidRequest the version is of another source, or is none
   */
  async choose(id: string, versionId: string, signal: AbortSignal): Promise<void> {
    const ref = await this.refOf(id);
    const version = splitSourceId(versionId);
    if (version?.source !== ref.source) {
      throw new InvalidRequest([{ field: 'versionId', detail: `has to be an id of ${ref.source}, as the track is.` }]);
    }
    // That it exists is seen before it is heard.
    await this.tracks.find(versionId, signal);
    await this.chosen.choose(ref, version.nativeId);
  }

  private async refOf(id: string): Promise<SourceRef> {
    const own = splitSourceId(id);
    if (own) return own;
    const places = await this.directory.listedLocations(id);
    const found = places.find(({ source }) => this.sources.get(source)?.capabilities.browse);
    if (!found) throw new NotFound('track of a source', id);
    return { source: found.source, nativeId: found.locator };
  }
}

/** By title and performer: a video is longer than its song. */
function isVersionOf(own: RemoteTrack, other: RemoteTrack): boolean {
  const [left, right] = [own, other].map(({ title, artists }) => {
    const names = artists.map(({ name }) => name);
    return { title, artist: names.join(', '), artists: names };
  });
  if (!left || !right || !other.isPlayable) return false;
  return recordingIdentity(left) === recordingIdentity(right) && sameRecording(left, right).outcome !== 'different';
}
