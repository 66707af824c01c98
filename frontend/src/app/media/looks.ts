import type { AlbumSummary, TrackView } from '../core/api/types';
import { dayInWords, numberInWords } from '../core/locale/formats';
import { lengthInWords } from '../ui/format';
import type { CardsLook, RowsLook, TableLook } from '../ui/list/list-look';
import type { Sorted } from '../ui/list/sorted';

// How what knows music is drawn in a `px-list`: the sizes belong to the components that are drawn.

/** Below the square of a card: two lines. */
const CAPTION_PX = 60;
const isTouched = matchMedia('(pointer: coarse)').matches;

export const ALBUM_CARDS: CardsLook = { kind: 'cards', minColumnPx: 160, gapPx: 20, captionPx: CAPTION_PX };
export const ARTIST_CARDS: CardsLook = {
  kind: 'cards',
  minColumnPx: 150,
  gapPx: 24,
  captionPx: CAPTION_PX,
  isRound: true,
};
/** Tracks with a line for their artists. */
export const TRACK_ROWS: RowsLook = { kind: 'rows', rowPx: isTouched ? 60 : 52, compactPx: 44 };
/** Tracks of an album, whose artist stands above them. */
const TITLE_ROWS: RowsLook = { kind: 'rows', rowPx: isTouched ? 56 : 44, compactPx: 34 };

/** Of tracks that stand together. @param hasArtist whether a line of each says who made it */
export function trackRows(tracks: readonly TrackView[], hasArtist: (track: TrackView) => boolean): RowsLook {
  const hasLine = tracks.some((track) => track.whyNotPlayable !== undefined || hasArtist(track));
  return hasLine ? TRACK_ROWS : TITLE_ROWS;
}

/** @param sorted by which of its columns it is in order */
export function albumTable(sorted: Sorted): TableLook<AlbumSummary> {
  // There is room for one number on a phone: what the list is in order of.
  const [yearFromPx, playsFromPx] = sorted.id === 'plays' ? [480, 0] : [0, 480];
  return {
    kind: 'table',
    sorted,
    rowPx: isTouched ? 56 : 44,
    compactPx: 34,
    columns: [
      {
        id: 'title',
        title: $localize`Album`,
        width: 'minmax(0, 3fr)',
        text: ({ title }) => title,
        link: ({ id }) => ['/album', id],
      },
      {
        id: 'artist',
        title: $localize`Artist`,
        width: 'minmax(0, 2fr)',
        text: ({ artist }) => artist,
      },
      {
        id: 'year',
        title: $localize`Year`,
        width: '3.5rem',
        text: ({ year }) => String(year ?? ''),
        isNumber: true,
        fromPx: yearFromPx,
      },
      {
        id: 'plays',
        title: $localize`Plays`,
        width: '4.5rem',
        text: ({ plays = 0 }) => (plays > 0 ? numberInWords(plays) : ''),
        isNumber: true,
        amount: ({ plays = 0 }) => plays,
        fromPx: playsFromPx,
      },
      {
        id: 'heard',
        title: $localize`Last heard`,
        width: '7.5rem',
        text: ({ lastHeardAtMs: at }) => (at === undefined ? '' : dayInWords(at)),
        isNumber: true,
        fromPx: 1100,
      },
      {
        title: $localize`Tracks`,
        width: '4rem',
        text: ({ trackCount }) => String(trackCount),
        isNumber: true,
        fromPx: 640,
      },
      {
        title: $localize`Length`,
        width: '7rem',
        text: ({ durationMs }) => lengthInWords(durationMs),
        isNumber: true,
        fromPx: 640,
      },
      {
        id: 'added',
        title: $localize`:when|:Added`,
        width: '7.5rem',
        text: ({ addedAtMs }) => dayInWords(addedAtMs),
        isNumber: true,
        fromPx: 1100,
      },
    ],
  };
}
