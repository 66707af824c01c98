import { present, SharedWork, type Clock, type Fields } from '../../../common/index.js';
import { UpstreamError } from '../../../upstream/index.js';
import type {
  PersonalStation,
  PersonalStationsCapability,
  StationAllowance,
  StationBatch,
  StationBookmark,
  StationDetail,
  StationIdea,
  StationIdeas,
  StationMode,
  StationSettings,
  StationSong,
} from '../../personal-stations.js';
import { StationNotFound } from '../../source-error.js';
import type { Session } from '../account/session.js';
import { readBookmarkId, readBookmarks, readExplanation, readModes, readSettings } from '../answers/extras.js';
import { readGenres, readIdeas } from '../answers/ideas.js';
import { ADDITIONAL_AUDIO, readPlaylist, type PlaylistSong } from '../answers/playlist.js';
import { readGivenThumb, readStation, readStationDetail, type GivenThumb } from '../answers/stations.js';
import { PandoraRefusal } from '../protocol/problems.js';
import type { GivenSongs } from '../streams/given-songs.js';
import { CheckedLists } from './checked-lists.js';

const COVERS = { includeStationArtUrl: true, stationArtSize: 'W500H500' };
const PAID_ADDS = 'With a subscription at Pandora, skips have no limit, no adverts come, and songs sound better.';
const BOOKMARKS = { track: 'Song', artist: 'Artist' } as const;

/** What Pandora does with stations, in the name of the account. */
export class PandoraStations implements PersonalStationsCapability {
  private readonly lists: CheckedLists;
  private readonly playlists = new SharedWork<StationBatch>();

  constructor(
    private readonly session: Session,
    private readonly songs: GivenSongs,
    clock: Clock,
  ) {
    this.lists = new CheckedLists((method, args, signal) => this.read(method, args, signal), clock);
  }

  list(signal: AbortSignal): Promise<readonly PersonalStation[]> {
    return this.lists.stations({ ...COVERS, returnAllStations: true }, signal);
  }

  async open(nativeId: string, signal: AbortSignal): Promise<StationDetail> {
    const args = { stationToken: nativeId, includeExtendedAttributes: true };
    return readStationDetail(await this.read('station.getStation', args, signal)) ?? senseless();
  }

  /** Once for all who want it at the same time. */
  next(nativeId: string, isStarting: boolean, signal: AbortSignal): Promise<StationBatch> {
    return this.playlists.do(nativeId, (shared) => this.playlist(nativeId, isStarting, shared), signal);
  }

  allowance(): StationAllowance | undefined {
    return this.session.allowance;
  }

  async ideas(query: string, signal: AbortSignal): Promise<readonly StationIdea[]> {
    const args = { searchText: query, includeNearMatches: true, includeGenreStations: true };
    return readIdeas(await this.read('music.search', args, signal));
  }

  genres(signal: AbortSignal): Promise<readonly StationIdeas[]> {
    return this.lists.genres(readGenres, signal);
  }

  async create(
    from: { readonly idea: string } | { readonly song: string; readonly kind: 'track' | 'artist' },
    signal: AbortSignal,
  ): Promise<PersonalStation> {
    const seed =
      'idea' in from
        ? { musicToken: from.idea }
        : { trackToken: from.song, musicType: from.kind === 'track' ? 'song' : 'artist' };
    return readStation(await this.change('station.createStation', seed, signal)) ?? senseless();
  }

  async rename(nativeId: string, name: string, signal: AbortSignal): Promise<void> {
    await this.change('station.renameStation', { stationToken: nativeId, stationName: name }, signal);
  }

  async remove(nativeId: string, signal: AbortSignal): Promise<void> {
    await this.change('station.deleteStation', { stationToken: nativeId }, signal);
  }

  async addSeed(nativeId: string, idea: string, signal: AbortSignal): Promise<void> {
    await this.change('station.addMusic', { stationToken: nativeId, musicToken: idea }, signal);
  }

  async removeSeed(seed: string, signal: AbortSignal): Promise<void> {
    await this.change('station.deleteMusic', { seedId: seed }, signal);
  }

  async adopt(nativeId: string, signal: AbortSignal): Promise<void> {
    await this.change('station.transformSharedStation', { stationToken: nativeId }, signal);
  }

  async setMixed(nativeIds: readonly string[], signal: AbortSignal): Promise<void> {
    // A mix of itself breaks it.
    const mixes = new Set((await this.list(signal)).flatMap(({ nativeId, isMix }) => (isMix ? [nativeId] : [])));
    const quickMixStationIds = nativeIds.filter((nativeId) => !mixes.has(nativeId));
    await this.change('user.setQuickMix', { quickMixStationIds }, signal);
  }

  async modes(nativeId: string, signal: AbortSignal): Promise<readonly StationMode[]> {
    const known = await this.list(signal);
    // A mix has none.
    if (known.some((station) => station.nativeId === nativeId && station.isMix)) return [];
    return readModes(await this.read('interactiveradio.v1.getAvailableModesSimple', { stationId: nativeId }, signal));
  }

  async setMode(nativeId: string, mode: string, signal: AbortSignal): Promise<readonly StationMode[]> {
    const args = { stationId: nativeId, modeId: /^\d{1,9}$/.test(mode) ? Number(mode) : mode };
    const modes = readModes(await this.change('interactiveradio.v1.setAndGetAvailableModes', args, signal));
    // It answers in the same way whether it has done it or not.
    if (!modes.some(({ id, isCurrent }) => isCurrent && id === mode)) throw new PandoraRefusal('mode-not-set');
    return modes;
  }

  async thumb(station: string, song: string, isUp: boolean, signal: AbortSignal): Promise<GivenThumb> {
    const args = { stationToken: station, trackToken: song, isPositive: isUp };
    return readGivenThumb(await this.change('station.addFeedback', args, signal)) ?? senseless();
  }

  async removeThumb(thumb: string, signal: AbortSignal): Promise<void> {
    await this.change('station.deleteFeedback', { feedbackId: thumb }, signal);
  }

  async rest(song: string, signal: AbortSignal): Promise<void> {
    await this.change('user.sleepSong', { trackToken: song }, signal);
  }

  async explain(song: string, signal: AbortSignal): Promise<readonly string[]> {
    return readExplanation(await this.read('track.explainTrack', { trackToken: song }, signal));
  }

  async bookmarks(signal: AbortSignal): Promise<readonly StationBookmark[]> {
    return readBookmarks(await this.read('user.getBookmarks', {}, signal));
  }

  async bookmark(song: string, kind: 'track' | 'artist', signal: AbortSignal): Promise<{ readonly nativeId: string }> {
    const answer = await this.change(`bookmark.add${BOOKMARKS[kind]}Bookmark`, { trackToken: song }, signal);
    return { nativeId: readBookmarkId(answer) ?? senseless() };
  }

  async removeBookmark(bookmark: string, kind: 'track' | 'artist', signal: AbortSignal): Promise<void> {
    await this.change(`bookmark.delete${BOOKMARKS[kind]}Bookmark`, { bookmarkToken: bookmark }, signal);
  }

  async settings(signal: AbortSignal): Promise<StationSettings> {
    const settings = readSettings(await this.read('user.getSettings', {}, signal));
    const { skipsAnHour, skipsADay } = this.session.allowance ?? {};
    const isPaid = skipsAnHour === undefined && skipsADay === undefined;
    return { ...settings, ...(!isPaid && { paidAdds: PAID_ADDS }) };
  }

  async setExplicitFilter(isFiltered: boolean, signal: AbortSignal): Promise<void> {
    await this.change('user.setExplicitContentFilter', { isExplicitContentFilterEnabled: isFiltered }, signal);
  }

  /** Something small, to see whether anything is answered. */
  async tryNow(signal: AbortSignal): Promise<void> {
    await this.read('user.getStationListChecksum', {}, signal);
  }

  private async playlist(nativeId: string, isStarting: boolean, signal: AbortSignal): Promise<StationBatch> {
    const args = {
      stationToken: nativeId,
      includeTrackLength: true,
      additionalAudioUrl: ADDITIONAL_AUDIO.join(','),
      // Keeps what the service remembers as played last in its order.
      ...(isStarting && { stationIsStarting: true }),
    };
    const { songs, adverts } = readPlaylist(await this.read('station.getPlaylist', args, signal));
    return { songs: songs.map((song) => this.given(song, nativeId)), adverts };
  }

  private given(song: PlaylistSong, asked: string): StationSong {
    const { trackToken: nativeId, track, stationId, thumb, mayThumb } = song;
    const expiresAtMs = this.songs.add(song);
    return present({ nativeId, track, station: stationId ?? asked, thumb, mayThumb, expiresAtMs });
  }

  private read(method: string, args: Fields, signal: AbortSignal): Promise<Fields> {
    return this.ask(method, args, { onlyReads: true, signal });
  }

  private async change(method: string, args: Fields, signal: AbortSignal): Promise<Fields> {
    try {
      return await this.ask(method, args, { signal });
    } finally {
      // Whether it was done is not known where no answer came.
      this.lists.forget();
    }
  }

  private async ask(method: string, args: Fields, how: Parameters<Session['call']>[2]): Promise<Fields> {
    try {
      return await this.session.call(method, args, how);
    } catch (error) {
      if (!(error instanceof PandoraRefusal) || error.problem !== 'no-such-station') throw error;
      this.lists.forget();
      throw new StationNotFound(error.message);
    }
  }
}

/** @throws UpstreamError it answered that it has done it, and not what it has done */
function senseless(): never {
  throw new UpstreamError('broken-answer', 'Pandora');
}
