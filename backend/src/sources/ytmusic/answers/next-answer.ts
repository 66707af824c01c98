import { present } from '../../../common/index.js';
import { continuationOf } from './continuation.js';
import { panelRowsOf, type TrackRow } from './rows.js';
import { at, find, findFirst } from './walk.js';

/** What plays next, and where more is told of what plays. */
export interface NextAnswer {
  readonly tracks: readonly TrackRow[];
  readonly continuation?: string;
  /** Pages to ask for. */
  readonly lyricsId?: string;
  readonly relatedId?: string;
}

export function readNext(answer: unknown): NextAnswer {
  const panel = findFirst(answer, 'playlistPanelRenderer') ?? findFirst(answer, 'playlistPanelContinuation') ?? {};
  return present({
    tracks: panelRowsOf(panel),
    continuation: continuationOf(panel),
    lyricsId: tabOf(answer, 'MUSIC_PAGE_TYPE_TRACK_LYRICS'),
    relatedId: tabOf(answer, 'MUSIC_PAGE_TYPE_TRACK_RELATED'),
  });
}

function tabOf(answer: unknown, type: string): string | undefined {
  for (const { fields } of find(answer, new Set(['tabRenderer']))) {
    const browse = at(fields, 'endpoint', 'browseEndpoint');
    const told = at(browse, 'browseEndpointContextSupportedConfigs', 'browseEndpointContextMusicConfig', 'pageType');
    const id = at(browse, 'browseId');
    // One that is greyed out has nothing.
    if (told === type && typeof id === 'string' && fields.unselectable !== true) return id;
  }
  return undefined;
}
