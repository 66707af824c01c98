import { present, type Fields } from '../../../common/index.js';
import type { CollectedArtwork } from '../../collection.js';
import type { RemoteAlbum, RemoteArtist, RemoteItem, RemotePlaylist, RemoteTrack } from '../../remote-catalogue.js';
import { albumTypeOf, artistIdOf, countOf, durationOf, isAlbumPage, readLine, type Line } from './lines.js';
import { at, find, listOf, pageOf, runsOf, titleOf, wordsOf, type Run } from './walk.js';

/** A track, with what only this service says of it. */
export interface TrackRow extends RemoteTrack {
  /** Such as `MUSIC_VIDEO_TYPE_ATV`. */
  readonly videoType?: string;
}
export type Row = Exclude<RemoteItem, RemoteTrack> | TrackRow;

const VIDEO_ID = /^[\w-]{11}$/;
/** A song without a picture that moves. */
const AUDIO = 'MUSIC_VIDEO_TYPE_ATV';
/** What was uploaded by its owner, which is sound as well. */
const OWN_UPLOAD = 'MUSIC_VIDEO_TYPE_PRIVATELY_OWNED_TRACK';
const EPISODE = 'MUSIC_VIDEO_TYPE_PODCAST_EPISODE';
const ROWS: ReadonlySet<string> = new Set([
  'musicResponsiveListItemRenderer',
  'musicTwoRowItemRenderer',
  'musicCardShelfRenderer',
]);
const PLAYLIST_PREFIX = 'VL';
/** Larger than any page shows a cover. */
const COVER_PX = 544;

/** Every row of an answer that is told of here, in its order; those of podcasts and people are left out. */
export function rowsOf(answer: unknown): Row[] {
  return [...find(answer, ROWS)].flatMap(({ name, fields }) => {
    const row = ROW_READERS[name]?.(fields);
    return row ? [row] : [];
  });
}

export function tracksIn(answer: unknown): TrackRow[] {
  return rowsOf(answer).filter((row) => row.kind === 'track');
}

/** A row of a list of a queue, such as that of a radio: the song, not the video that is its counterpart. */
export function panelRowsOf(answer: unknown): TrackRow[] {
  const panels = find(answer, new Set(['playlistPanelVideoRenderer']), new Set(['counterpart']));
  return [...panels].flatMap(({ fields }) => {
    const row = panelRow(fields);
    return row ? [row] : [];
  });
}

const ROW_READERS: Readonly<Record<string, (row: Fields) => Row | undefined>> = {
  musicResponsiveListItemRenderer: listRow,
  musicTwoRowItemRenderer: cardRow,
  musicCardShelfRenderer: topRow,
};

function listRow(row: Fields): Row | undefined {
  const columns = listOf(row.flexColumns).map((column) =>
    runsOf(at(column, 'musicResponsiveListItemFlexColumnRenderer', 'text')),
  );
  const [titleRuns = [], lineRuns = [], ...others] = columns;
  const title = titleOf(joined(titleRuns));
  if (title === undefined) return undefined;
  const line = readLine(lineRuns);
  const page = pageOf(row.navigationEndpoint);
  const artwork = artworkOf(at(row, 'thumbnail', 'musicThumbnailRenderer', 'thumbnail'));
  const isExplicit = isMarkedExplicit(row.badges);
  if (page) return itemOfPage(page, { title, line, lineRuns, artwork, isExplicit });
  const watch = watchOf(listOf(row.flexColumns)[0], row);
  const nativeId = videoIdOf(at(row, 'playlistItemData', 'videoId')) ?? watch.videoId;
  if (nativeId === undefined || watch.videoType === EPISODE) return undefined;
  const further = others.map((runs) => readLine(runs));
  const fixed = listOf(row.fixedColumns).map((column) =>
    wordsOf(at(column, 'musicResponsiveListItemFixedColumnRenderer', 'text')),
  );
  const durations = [...fixed.map(durationOf), line.durationMs, ...further.map(({ durationMs }) => durationMs)];
  return present({
    ...soundOf(watch.videoType),
    kind: 'track' as const,
    nativeId,
    title,
    artists: line.artists,
    album: line.album ?? further.find(({ album }) => album)?.album,
    durationMs: durations.find((ms) => ms !== undefined),
    isExplicit,
    isPlayable: row.musicItemRendererDisplayPolicy !== 'MUSIC_ITEM_RENDERER_DISPLAY_POLICY_GREY_OUT',
    artwork,
  });
}

/** A cover with two lines below it. */
function cardRow(row: Fields): Row | undefined {
  return coverRow(row, at(row, 'thumbnailRenderer', 'musicThumbnailRenderer', 'thumbnail'), row.navigationEndpoint);
}

/** What a search takes for meant. */
function topRow(row: Fields): Row | undefined {
  return coverRow(row, at(row, 'thumbnail', 'musicThumbnailRenderer', 'thumbnail'), row.onTap);
}

/** @param endpoint what opens when it is pressed */
function coverRow(row: Fields, thumbnail: unknown, endpoint: unknown): Row | undefined {
  const titleRuns = runsOf(row.title);
  const title = titleOf(joined(titleRuns));
  if (title === undefined) return undefined;
  const lineRuns = runsOf(row.subtitle);
  const isExplicit = isMarkedExplicit(row.subtitleBadges);
  const told = { title, line: readLine(lineRuns), artwork: artworkOf(thumbnail), isExplicit };
  const page = pageOf(endpoint) ?? titleRuns.find((run) => run.page)?.page;
  return page ? itemOfPage(page, { ...told, lineRuns }) : videoRow(endpoint, told);
}

function panelRow(row: Fields): TrackRow | undefined {
  const title = wordsOf(row.title);
  const { videoType } = watchIn(row.navigationEndpoint);
  const nativeId = videoIdOf(row.videoId);
  if (title === undefined || nativeId === undefined || videoType === EPISODE) return undefined;
  const { artists, album } = readLine(runsOf(row.longBylineText));
  return present({
    ...soundOf(videoType),
    kind: 'track' as const,
    nativeId,
    title,
    artists,
    album,
    durationMs: durationOf(wordsOf(row.lengthText)),
    isExplicit: isMarkedExplicit(row.badges),
    isPlayable: row.unplayableText === undefined,
    artwork: artworkOf(row.thumbnail),
  });
}

interface Told {
  readonly title: string;
  readonly line: Line;
  readonly artwork: CollectedArtwork | undefined;
  readonly isExplicit: boolean;
}

function videoRow(endpoint: unknown, { title, line, artwork, isExplicit }: Told): TrackRow | undefined {
  const { videoId, videoType } = watchIn(endpoint);
  if (videoId === undefined || videoType === EPISODE) return undefined;
  const { artists, album, durationMs } = line;
  return present({
    ...soundOf(videoType),
    kind: 'track' as const,
    nativeId: videoId,
    title,
    artists,
    album,
    durationMs,
    isExplicit,
    isPlayable: true,
    artwork,
  });
}

function itemOfPage(
  { id, type }: NonNullable<Run['page']>,
  { title, line, lineRuns, artwork, isExplicit }: Told & { readonly lineRuns: readonly Run[] },
): RemoteAlbum | RemoteArtist | RemotePlaylist | undefined {
  if (isAlbumPage(type)) {
    const { artists, year } = line;
    return present({
      kind: 'album' as const,
      nativeId: id,
      title,
      artists,
      type: albumTypeOf(line.type),
      year,
      isExplicit,
      artwork,
    });
  }
  if (type === 'MUSIC_PAGE_TYPE_ARTIST') {
    return present({ kind: 'artist' as const, nativeId: artistIdOf(id), name: title, artwork });
  }
  if (type === 'MUSIC_PAGE_TYPE_PLAYLIST') {
    const owner = line.artists[0]?.name;
    const nativeId = id.startsWith(PLAYLIST_PREFIX) ? id.slice(PLAYLIST_PREFIX.length) : id;
    return present({ kind: 'playlist' as const, nativeId, title, owner, trackCount: countOf(lineRuns), artwork });
  }
  return undefined;
}

/** The largest picture that is told, in the size of a cover where its address says a size. */
export function artworkOf(value: unknown): CollectedArtwork | undefined {
  const urls = listOf(at(value, 'thumbnails')).flatMap((thumbnail) => {
    const url = at(thumbnail, 'url');
    return typeof url === 'string' ? [url.startsWith('//') ? `https:${url}` : url] : [];
  });
  const url = urls.at(-1);
  if (url === undefined || !URL.canParse(url) || url.length > 2_000) return undefined;
  const locator = url.replace(/=w\d+-h\d+(-[\w-]*)?$/, `=w${COVER_PX}-h${COVER_PX}$1`);
  return { locator, version: locator };
}

/** Which video a row plays: its title says it, or the button over its cover. */
function watchOf(titleColumn: unknown, row: Fields): Watch {
  const runs = listOf(at(titleColumn, 'musicResponsiveListItemFlexColumnRenderer', 'text', 'runs'));
  const overlay = at(row, 'overlay', 'musicItemThumbnailOverlayRenderer', 'content', 'musicPlayButtonRenderer');
  const all = [
    ...runs.map((run) => watchIn(at(run, 'navigationEndpoint'))),
    watchIn(at(overlay, 'playNavigationEndpoint')),
    watchIn(row.navigationEndpoint),
  ];
  const videoId = all.find((watch) => watch.videoId !== undefined)?.videoId;
  return present({ videoId, videoType: all.find((watch) => watch.videoType !== undefined)?.videoType });
}

interface Watch {
  readonly videoId?: string;
  readonly videoType?: string;
}

function watchIn(endpoint: unknown): Watch {
  const watch = at(endpoint, 'watchEndpoint');
  const type = at(watch, 'watchEndpointMusicSupportedConfigs', 'watchEndpointMusicConfig', 'musicVideoType');
  return present({ videoId: videoIdOf(at(watch, 'videoId')), videoType: typeof type === 'string' ? type : undefined });
}

export function videoIdOf(value: unknown): string | undefined {
  return typeof value === 'string' && VIDEO_ID.test(value) ? value : undefined;
}

function soundOf(videoType: string | undefined): { videoType?: string; isVideo: boolean } {
  const isVideo = videoType !== undefined && videoType !== AUDIO && videoType !== OWN_UPLOAD;
  return { ...(videoType !== undefined && { videoType }), isVideo };
}

function isMarkedExplicit(badges: unknown): boolean {
  return listOf(badges).some(
    (badge) => at(badge, 'musicInlineBadgeRenderer', 'icon', 'iconType') === 'MUSIC_EXPLICIT_BADGE',
  );
}

function joined(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}
