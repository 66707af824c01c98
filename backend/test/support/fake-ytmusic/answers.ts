import type { WorldAlbum, WorldArtist, WorldPlaylist, WorldSong } from './world.js';

/** Answers of InnerTube in the shapes that were recorded in 2025 and 2026, as far as anybody reads them. */
export type Json = Record<string, unknown>;

const DOT: Json = { text: ' • ' };
const COVER = 'https://lh3.googleusercontent.com/fake-cover';

export function runs(...parts: readonly (Json | string)[]): Json {
  return { runs: parts.map((part) => (typeof part === 'string' ? { text: part } : part)) };
}

function pageLink(text: string, browseId: string, type: string): Json {
  return { text, navigationEndpoint: pageEndpoint(browseId, type) };
}

export function pageEndpoint(browseId: string, type: string, params?: string): Json {
  return {
    browseEndpoint: {
      browseId,
      ...(params !== undefined && { params }),
      browseEndpointContextSupportedConfigs: {
        browseEndpointContextMusicConfig: { pageType: `MUSIC_PAGE_TYPE_${type}` },
      },
    },
  };
}

function watchEndpoint(videoId: string, playlistId: string | undefined, type: string): Json {
  return {
    watchEndpoint: {
      videoId,
      ...(playlistId !== undefined && { playlistId }),
      watchEndpointMusicSupportedConfigs: {
        watchEndpointMusicConfig: { musicVideoType: `MUSIC_VIDEO_TYPE_${type}` },
      },
    },
  };
}

/** `A`, `A & B`, `A, B & C`; those without a page where `isLinked` is false. */
function names(artists: readonly WorldArtist[], isLinked = true): Json[] {
  return artists.flatMap(({ id, name }, i) => {
    const joint = i === 0 ? [] : [{ text: i === artists.length - 1 ? ' & ' : ', ' }];
    return [...joint, isLinked ? pageLink(name, id, 'ARTIST') : { text: name }];
  });
}

export function durationText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function thumbnail(): Json {
  const thumbnails = [60, 120].map((px) => ({ url: `${COVER}=w${px}-h${px}-l90-rj`, width: px, height: px }));
  return {
    musicThumbnailRenderer: {
      thumbnail: { thumbnails },
      thumbnailCrop: 'MUSIC_THUMBNAIL_CROP_UNSPECIFIED',
      thumbnailScale: 'MUSIC_THUMBNAIL_SCALE_ASPECT_FIT',
    },
  };
}

function column(...parts: readonly (Json | string)[]): Json {
  return {
    musicResponsiveListItemFlexColumnRenderer: {
      text: parts.length > 0 ? runs(...parts) : {},
      displayPriority: 'MUSIC_RESPONSIVE_LIST_ITEM_COLUMN_DISPLAY_PRIORITY_HIGH',
    },
  };
}

interface SongRowOptions {
  /** What is shown, where it is not the song itself. */
  readonly as?: 'video';
  readonly listId?: string;
  readonly columns: readonly Json[];
  readonly fixed?: string;
  /** Its number on the album. */
  readonly index?: number;
}

function songRow(song: WorldSong, { as, listId, columns, fixed, index }: SongRowOptions): Json {
  const isVideo = as === 'video' && song.video !== undefined;
  const id = isVideo ? song.video.id : song.id;
  const watch = watchEndpoint(id, listId, isVideo ? 'OMV' : 'ATV');
  return {
    musicResponsiveListItemRenderer: {
      thumbnail: thumbnail(),
      overlay: {
        musicItemThumbnailOverlayRenderer: {
          content: { musicPlayButtonRenderer: { playNavigationEndpoint: watch } },
        },
      },
      flexColumns: [column({ text: song.title, navigationEndpoint: watch }), ...columns],
      ...(fixed !== undefined && {
        fixedColumns: [
          {
            musicResponsiveListItemFixedColumnRenderer: {
              text: runs(fixed),
              size: 'MUSIC_RESPONSIVE_LIST_ITEM_FIXED_COLUMN_SIZE_SMALL',
            },
          },
        ],
      }),
      ...(song.isGreyedOut && {
        musicItemRendererDisplayPolicy: 'MUSIC_ITEM_RENDERER_DISPLAY_POLICY_GREY_OUT',
      }),
      ...(index !== undefined && { index: runs(String(index)) }),
      menu: { menuRenderer: { items: [startRadio(id, isVideo ? 'OMV' : 'ATV')] } },
      playlistItemData: { videoId: id },
    },
  };
}

function startRadio(videoId: string, type: string): Json {
  const navigationEndpoint = watchEndpoint(videoId, `RDAMVM${videoId}`, type);
  return { menuNavigationItemRenderer: { text: runs('Start radio'), icon: { iconType: 'MIX' }, navigationEndpoint } };
}

/** As a search shows it. Performers whose name looks like a number have no page there. */
export function foundSong(song: WorldSong): Json {
  const isLinked = song.artists.every(({ name }) => !/\d/.test(name));
  const album = song.album ? [DOT, pageLink(song.album.title, song.album.id, 'ALBUM')] : [];
  return songRow(song, {
    columns: [
      column(...names(song.artists, isLinked), ...(isLinked ? album : []), DOT, durationText(song.seconds)),
      column('26M plays'),
    ],
  });
}

export function foundAlbum({ id, title, type, year, artists, listId }: WorldAlbum): Json {
  return pageRow(title, pageEndpoint(id, 'ALBUM'), [type, DOT, ...names(artists), DOT, String(year)], {
    overlay: {
      musicItemThumbnailOverlayRenderer: {
        content: {
          musicPlayButtonRenderer: { playNavigationEndpoint: { watchPlaylistEndpoint: { playlistId: listId } } },
        },
      },
    },
  });
}

export function foundArtist({ id, name }: WorldArtist): Json {
  return pageRow(name, pageEndpoint(id, 'ARTIST'), ['Artist', DOT, '8.04M subscribers']);
}

export function foundPlaylist({ id, title, owner, songs }: WorldPlaylist): Json {
  return pageRow(title, pageEndpoint(`VL${id}`, 'PLAYLIST'), [owner, DOT, `${songs.length} songs`]);
}

function pageRow(title: string, navigationEndpoint: Json, line: readonly (Json | string)[], more: Json = {}): Json {
  return {
    musicResponsiveListItemRenderer: {
      thumbnail: thumbnail(),
      flexColumns: [column(title), column(...line)],
      navigationEndpoint,
      menu: { menuRenderer: { items: [] } },
      ...more,
    },
  };
}

export function searchPage(title: string, rows: readonly Json[], continuation?: string): Json {
  const shelf = {
    title: runs(title),
    contents: rows,
    ...(continuation !== undefined && { continuations: [{ nextContinuationData: { continuation } }] }),
    shelfDivider: { musicShelfDividerRenderer: { hidden: true } },
  };
  const contents =
    rows.length > 0
      ? [{ musicShelfRenderer: shelf }]
      : [{ itemSectionRenderer: { contents: [{ messageRenderer: { text: runs('No results') } }] } }];
  return {
    contents: {
      tabbedSearchResultsRenderer: {
        tabs: [
          {
            tabRenderer: {
              title: 'YT Music',
              selected: true,
              content: { sectionListRenderer: { contents } },
              tabIdentifier: 'music_search_catalog',
            },
          },
        ],
      },
    },
  };
}

export function searchContinuation(rows: readonly Json[], continuation?: string): Json {
  return {
    continuationContents: {
      musicShelfContinuation: {
        contents: rows,
        ...(continuation !== undefined && { continuations: [{ nextContinuationData: { continuation } }] }),
      },
    },
  };
}

/** @param most rows that a page shows, without a word of the rest */
export function albumPage(album: WorldAlbum, most: number): Json {
  const { title, type, year, artists, songs, listId } = album;
  const minutes = Math.round(songs.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
  const rows = songs.slice(0, most).map((song, i) => {
    const isAlbumArtist = song.artists.length === artists.length && song.artists.every((one, i) => one === artists[i]);
    return songRow(song, {
      as: 'video',
      index: i + 1,
      listId,
      columns: [isAlbumArtist ? column() : column(...names(song.artists)), column('26M plays')],
      fixed: durationText(song.seconds + (song.video?.longerSeconds ?? 0)),
    });
  });
  return {
    contents: {
      twoColumnBrowseResultsRenderer: {
        secondaryContents: {
          sectionListRenderer: {
            contents: [{ musicShelfRenderer: { contents: rows, contentsMultiSelectable: true } }],
          },
        },
        tabs: [
          {
            tabRenderer: {
              content: {
                sectionListRenderer: {
                  contents: [
                    {
                      musicResponsiveHeaderRenderer: {
                        thumbnail: thumbnail(),
                        title: runs(title),
                        subtitle: runs(type, DOT, String(year)),
                        straplineTextOne: runs(...names(artists)),
                        secondSubtitle: runs(`${songs.length} songs`, DOT, `${minutes} minutes`),
                        buttons: headerButtons(listId),
                      },
                    },
                  ],
                },
              },
            },
          },
        ],
      },
    },
    microformat: {
      microformatDataRenderer: { urlCanonical: `https://music.youtube.com/playlist?list=${listId}` },
    },
  };
}

function headerButtons(playlistId: string): Json[] {
  return [
    {
      toggleButtonRenderer: {
        defaultServiceEndpoint: { likeEndpoint: { status: 'LIKE', target: { playlistId } } },
        isToggled: false,
      },
    },
    {
      musicPlayButtonRenderer: {
        playNavigationEndpoint: { watchEndpoint: { videoId: '', playlistId } },
      },
    },
    { menuRenderer: { items: [], topLevelButtons: [] } },
  ];
}

function listedSong(song: WorldSong, listId: string): Json {
  const album = song.album ? [pageLink(song.album.title, song.album.id, 'ALBUM')] : [];
  return songRow(song, {
    listId,
    columns: [column(...names(song.artists)), column(...album)],
    fixed: durationText(song.seconds),
  });
}

/**
 * @param token where it goes on; absent: nowhere
 * @param told how many songs the heading speaks of
 */
export function listPage(id: string, songs: readonly WorldSong[], token: string | undefined, heading?: Json): Json {
  const rows = [
    ...songs.map((song) => listedSong(song, id)),
    ...(token === undefined ? [] : [continuationItem(token)]),
  ];
  return {
    contents: {
      twoColumnBrowseResultsRenderer: {
        secondaryContents: {
          sectionListRenderer: { contents: [{ musicPlaylistShelfRenderer: { playlistId: id, contents: rows } }] },
        },
        tabs: [
          {
            tabRenderer: {
              content: { sectionListRenderer: heading ? { contents: [heading] } : {} },
            },
          },
        ],
      },
    },
  };
}

export function moreOfList(id: string, songs: readonly WorldSong[], token: string | undefined): Json {
  const rows = [
    ...songs.map((song) => listedSong(song, id)),
    ...(token === undefined ? [] : [continuationItem(token)]),
  ];
  return { onResponseReceivedActions: [{ appendContinuationItemsAction: { continuationItems: rows } }] };
}

function continuationItem(token: string): Json {
  return { continuationItemRenderer: { continuationEndpoint: { continuationCommand: { token } } } };
}

/** @param told songs, as it says */
export function listHeading({ id, title, owner, songs }: WorldPlaylist, told = songs.length): Json {
  return {
    musicResponsiveHeaderRenderer: {
      thumbnail: thumbnail(),
      title: runs(title),
      subtitle: runs('Playlist', DOT, '2024'),
      facepile: { avatarStackViewModel: { text: { content: owner }, rendererContext: {} } },
      straplineTextOne: runs(owner),
      secondSubtitle: runs(`${told.toLocaleString('en')} songs`, DOT, '5+ hours'),
      buttons: headerButtons(id),
      description: { musicDescriptionShelfRenderer: { description: runs('Of a fake.') } },
    },
  };
}

/** As whoever made the list is shown it. */
export function editableHeading(list: WorldPlaylist): Json {
  const { id: playlistId, title } = list;
  const editHeader = { musicPlaylistEditHeaderRenderer: { title: runs(title), privacy: 'PRIVATE', playlistId } };
  return { musicEditablePlaylistDetailHeaderRenderer: { header: listHeading(list), editHeader, playlistId } };
}

export function albumCard({ id, title, year }: WorldAlbum): Json {
  return {
    musicTwoRowItemRenderer: {
      thumbnailRenderer: thumbnail(),
      title: runs(pageLink(title, id, 'ALBUM')),
      subtitle: runs(String(year)),
      navigationEndpoint: pageEndpoint(id, 'ALBUM'),
      menu: { menuRenderer: { items: [] } },
    },
  };
}

/** What makes a new one stands before one's own. */
export function newPlaylistCard(): Json {
  return {
    musicTwoRowItemRenderer: {
      thumbnailRenderer: thumbnail(),
      title: runs('New playlist'),
      subtitle: runs(),
      navigationEndpoint: { createPlaylistEndpoint: {} },
    },
  };
}

export function playlistCard({ id, title, owner, songs }: WorldPlaylist): Json {
  return {
    musicTwoRowItemRenderer: {
      thumbnailRenderer: thumbnail(),
      title: runs(pageLink(title, `VL${id}`, 'PLAYLIST')),
      subtitle: runs(owner, DOT, `${songs.length} songs`),
      navigationEndpoint: pageEndpoint(`VL${id}`, 'PLAYLIST'),
      menu: { menuRenderer: { items: [] } },
    },
  };
}

function carousel(title: string, more: Json, cards: readonly Json[]): Json {
  return {
    musicCarouselShelfRenderer: {
      header: {
        musicCarouselShelfBasicHeaderRenderer: {
          title: runs({ text: title, navigationEndpoint: more }),
          moreContentButton: { buttonRenderer: { text: runs('More'), navigationEndpoint: more } },
        },
      },
      contents: cards,
    },
  };
}

export const ALL_ALBUMS = 'ggMIegYIARoCAQI%3D';
export const ALL_SINGLES = 'ggMIegYIAhoCAQI%3D';

export function artistPage(
  { id, name }: WorldArtist,
  songs: readonly WorldSong[],
  albums: readonly WorldAlbum[],
  songsListId: string,
): Json {
  const discography = (params: string): Json => pageEndpoint(`MPAD${id}`, 'ARTIST_DISCOGRAPHY', params);
  const toAll = pageEndpoint(`VL${songsListId}`, 'PLAYLIST', 'ggMCCAI%3D');
  const [lps, singles] = [albums.filter(({ type }) => type === 'Album'), albums.filter(({ type }) => type !== 'Album')];
  const shelf = {
    title: runs({ text: 'Top songs', navigationEndpoint: toAll }),
    contents: songs.slice(0, 5).map((song) =>
      songRow(song, {
        columns: [
          column(...names(song.artists)),
          column('26M plays'),
          ...(song.album ? [column(pageLink(song.album.title, song.album.id, 'ALBUM'))] : []),
        ],
      }),
    ),
    bottomText: runs('Show all'),
    bottomEndpoint: toAll,
  };
  return {
    contents: {
      singleColumnBrowseResultsRenderer: {
        tabs: [
          {
            tabRenderer: {
              title: 'Music',
              content: {
                sectionListRenderer: {
                  contents: [
                    { musicShelfRenderer: shelf },
                    ...(lps.length > 0
                      ? [carousel('Albums', discography(ALL_ALBUMS), lps.slice(0, 1).map(albumCard))]
                      : []),
                    ...(singles.length > 0
                      ? [carousel('Singles & EPs', discography(ALL_SINGLES), singles.slice(0, 1).map(albumCard))]
                      : []),
                  ],
                },
              },
            },
          },
        ],
      },
    },
    header: {
      musicImmersiveHeaderRenderer: {
        title: runs(name),
        description: runs('They are of a fake.'),
        thumbnail: thumbnail(),
        subscriptionButton: {
          subscribeButtonRenderer: {
            channelId: id,
            subscriberCountText: runs('8M'),
            subscribed: false,
          },
        },
      },
    },
  };
}

function grid(items: readonly Json[], continuation: string | undefined): Json {
  return {
    items,
    ...(continuation !== undefined && { continuations: [{ nextContinuationData: { continuation } }] }),
  };
}

export function moreOfGrid(items: readonly Json[], continuation: string | undefined): Json {
  return { continuationContents: { gridContinuation: grid(items, continuation) } };
}

export function gridPage(name: string, items: readonly Json[], continuation?: string): Json {
  return {
    header: { musicHeaderRenderer: { title: runs(name) } },
    contents: {
      singleColumnBrowseResultsRenderer: {
        tabs: [
          {
            tabRenderer: {
              content: { sectionListRenderer: { contents: [{ gridRenderer: grid(items, continuation) }] } },
            },
          },
        ],
      },
    },
  };
}

function panelSong(song: WorldSong, listId: string): Json {
  const line = [
    ...names(song.artists),
    ...(song.album ? [DOT, pageLink(song.album.title, song.album.id, 'ALBUM')] : []),
  ];
  const row = {
    title: runs(song.title),
    longBylineText: runs(...line, DOT, '2024'),
    shortBylineText: runs(...names(song.artists, false)),
    thumbnail: { thumbnails: [{ url: `${COVER}=w60-h60-l90-rj`, width: 60, height: 60 }] },
    lengthText: runs(durationText(song.seconds)),
    navigationEndpoint: watchEndpoint(song.id, listId, 'ATV'),
    videoId: song.id,
    menu: { menuRenderer: { items: [] } },
  };
  if (!song.video) return { playlistPanelVideoRenderer: row };
  const counterpart = {
    ...row,
    longBylineText: runs(...names(song.artists, false), DOT, '1.6B views'),
    lengthText: runs(durationText(song.seconds + song.video.longerSeconds)),
    navigationEndpoint: watchEndpoint(song.video.id, listId, 'OMV'),
    videoId: song.video.id,
  };
  return {
    playlistPanelVideoWrapperRenderer: {
      primaryRenderer: { playlistPanelVideoRenderer: row },
      counterpart: [{ counterpartRenderer: { playlistPanelVideoRenderer: counterpart } }],
    },
  };
}

export interface NextPage {
  readonly listId: string;
  readonly songs: readonly WorldSong[];
  readonly token?: string;
  readonly lyricsId?: string;
}

export function nextPage({ listId, songs, token, lyricsId }: NextPage): Json {
  const tab = (title: string, endpoint?: Json): Json => ({
    tabRenderer: { title, ...(endpoint ? { endpoint } : { unselectable: true }) },
  });
  const queue = {
    tabRenderer: {
      title: 'Up next',
      content: {
        musicQueueRenderer: { content: { playlistPanelRenderer: panel(listId, songs, token) } },
      },
    },
  };
  return {
    contents: {
      singleColumnMusicWatchNextResultsRenderer: {
        tabbedRenderer: {
          watchNextTabbedResultsRenderer: {
            tabs: [
              queue,
              tab('Lyrics', lyricsId === undefined ? undefined : pageEndpoint(lyricsId, 'TRACK_LYRICS')),
              tab('Related', pageEndpoint('MPTRt_fake-related', 'TRACK_RELATED')),
            ],
          },
        },
      },
    },
  };
}

export function moreOfNext(listId: string, songs: readonly WorldSong[], token: string | undefined): Json {
  return { continuationContents: { playlistPanelContinuation: panel(listId, songs, token) } };
}

function panel(playlistId: string, songs: readonly WorldSong[], continuation: string | undefined): Json {
  return {
    playlistId,
    contents: songs.map((song) => panelSong(song, playlistId)),
    ...(continuation !== undefined && { continuations: [{ nextRadioContinuationData: { continuation } }] }),
  };
}

export function plainLyrics(text: string): Json {
  return {
    contents: {
      sectionListRenderer: {
        contents: [{ musicDescriptionShelfRenderer: { description: runs(text), footer: runs('Source: Nobody') } }],
      },
    },
  };
}

export function timedLyrics(lines: readonly { readonly words: string; readonly startMs: number }[]): Json {
  const timedLyricsData = lines.map(({ words, startMs }, i) => ({
    lyricLine: words,
    cueRange: {
      startTimeMilliseconds: String(startMs),
      endTimeMilliseconds: String(lines[i + 1]?.startMs ?? startMs + 4_000),
      metadata: { id: String(i + 1) },
    },
  }));
  const lyricsData = { timedLyricsData, sourceMessage: 'Source: Nobody' };
  return {
    contents: {
      elementRenderer: { newElement: { type: { componentType: { model: { timedLyricsModel: { lyricsData } } } } } },
    },
  };
}

export function suggestionsPage(texts: readonly string[]): Json {
  return {
    contents: [
      {
        searchSuggestionsSectionRenderer: {
          contents: texts.map((text) => ({
            searchSuggestionRenderer: {
              suggestion: runs(text),
              navigationEndpoint: { searchEndpoint: { query: text } },
            },
          })),
        },
      },
    ],
  };
}
