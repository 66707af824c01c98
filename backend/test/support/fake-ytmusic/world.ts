/** What a fake YouTube Music has: names are made up, ids have the forms of real ones. */
export interface WorldArtist {
  readonly id: string;
  readonly name: string;
}

export interface WorldSong {
  readonly id: string;
  readonly title: string;
  readonly artists: readonly WorldArtist[];
  readonly seconds: number;
  /** The video that a guest is shown in its place, and how much longer that is. */
  readonly video?: { readonly id: string; readonly longerSeconds: number };
  readonly album?: WorldAlbum;
  readonly isGreyedOut?: boolean;
  /** As its description tells them: where they begin, in seconds. */
  readonly chapters?: readonly { readonly title: string; readonly startSeconds: number }[];
}

export interface WorldAlbum {
  readonly id: string;
  readonly listId: string;
  readonly title: string;
  readonly type: 'Album' | 'Single' | 'EP';
  readonly year: number;
  readonly artists: readonly WorldArtist[];
  readonly songs: WorldSong[];
}

export interface WorldPlaylist {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly songs: readonly WorldSong[];
}

let made = 0;
/** An id of so many signs that no other has. */
function idOf(prefix: string, length: number): string {
  const number = (++made).toString(36);
  return prefix + number.padStart(length - prefix.length, 'Aa0-_Zz9bYc1'.repeat(4)).slice(-(length - prefix.length));
}

export function artist(name: string): WorldArtist {
  return { id: idOf('UC', 24), name };
}

export function song(
  title: string,
  artists: readonly WorldArtist[],
  seconds: number,
  more: Partial<Pick<WorldSong, 'isGreyedOut'>> & { readonly longerSeconds?: number } = {},
): WorldSong {
  const { longerSeconds, ...rest } = more;
  const video = longerSeconds === undefined ? {} : { video: { id: idOf('', 11), longerSeconds } };
  return { id: idOf('', 11), title, artists, seconds, ...rest, ...video };
}

export function album(
  title: string,
  artists: readonly WorldArtist[],
  songs: readonly WorldSong[],
  { type = 'Album', year = 2024 }: Partial<Pick<WorldAlbum, 'type' | 'year'>> = {},
): WorldAlbum {
  const whole: WorldAlbum = {
    id: idOf('MPREb_', 17),
    listId: idOf('OLAK5uy_', 41),
    title,
    type,
    year,
    artists,
    songs: [],
  };
  whole.songs.push(...songs.map((one) => ({ ...one, album: whole })));
  return whole;
}

export function playlist(title: string, owner: string, songs: readonly WorldSong[]): WorldPlaylist {
  return { id: idOf('PL', 34), title, owner, songs };
}

/** A video that is no song, and is long. */
function concert(
  title: string,
  artists: readonly WorldArtist[],
  chapters: readonly (readonly [string, number])[],
): WorldSong {
  const starts = chapters.map((_, i) => chapters.slice(0, i).reduce((sum, [, seconds]) => sum + seconds, 0));
  const seconds = chapters.reduce((sum, [, each]) => sum + each, 0);
  return {
    ...song(title, artists, seconds),
    chapters: chapters.map(([name], i) => ({ title: name, startSeconds: starts[i] ?? 0 })),
  };
}

export interface World {
  readonly artists: readonly WorldArtist[];
  readonly albums: readonly WorldAlbum[];
  readonly playlists: readonly WorldPlaylist[];
  /** That no search of songs finds. */
  readonly videos: readonly WorldSong[];
  /** Words that are suggested, whatever is typed before them. */
  readonly suggestions: readonly string[];
}

/** A small world with what is odd about the real one. */
export function demoWorld(): World {
  // The same ids each time: sound that was made for them is used again.
  made = 0;
  const ferry = artist('Night Ferry');
  const lamp = artist('Ada Lamplight');
  const kites = artist('1.2M Kites');
  const ledgers = artist('Take 5 Ledgers');
  const harbour = album(
    'Harbour Lights',
    [ferry],
    [
      song('Harbour Lights', [ferry], 203),
      song('Slack Water', [ferry, lamp], 187, { longerSeconds: 41 }),
      song('Fog Signal', [ferry], 241),
      song('Last Boat Out', [ferry], 176, { longerSeconds: 41 }),
    ],
    { year: 2023 },
  );
  const tide = album('Tide Tables', [ferry], [song('Tide Tables', [ferry], 195)], { type: 'Single', year: 2025 });
  const log = album(
    'The Long Log',
    [lamp],
    Array.from({ length: 240 }, (_, i) => song(`Entry ${i + 1}`, [lamp], 60 + (i % 50))),
    { year: 2021 },
  );
  const numbers = album(
    'Numbers',
    [kites, ledgers],
    [song('Twelve Hundred', [kites], 228), song('Carry the One', [ledgers], 242)],
  );
  const all = [harbour, tide, log, numbers];
  return {
    artists: [ferry, lamp, kites, ledgers],
    albums: all,
    playlists: [
      playlist('On the Water', 'Ada', [...harbour.songs, ...tide.songs]),
      playlist(
        'All of It',
        'Ada',
        all.flatMap(({ songs }) => songs),
      ),
    ],
    videos: [
      concert(
        'Night Ferry – Live at the Lock',
        [ferry],
        [
          ['1. Harbour Lights', 421],
          ['2. Slack Water', 388],
          ['3. Fog Signal', 452],
        ],
      ),
    ],
    suggestions: ['harbour lights', 'night ferry', 'take 5 ledgers'],
  };
}
