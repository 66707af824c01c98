import { fieldsOf, present, type Fields } from '../../../common/index.js';
import type { StationBookmark, StationMode, StationSettings } from '../../personal-stations.js';
import { artworkOf, idOf, instantOf, listOf, titleOf } from './reading.js';

/** Newest first. */
export function readBookmarks({ songs, artists }: Fields): StationBookmark[] {
  const all = [
    ...listOf(songs).flatMap((one) => bookmarkOf(fieldsOf(one), 'track') ?? []),
    ...listOf(artists).flatMap((one) => bookmarkOf(fieldsOf(one), 'artist') ?? []),
  ];
  return all.sort((a, b) => (b.atMs ?? 0) - (a.atMs ?? 0));
}

function bookmarkOf(one: Fields, kind: StationBookmark['kind']): StationBookmark | undefined {
  const nativeId = idOf(one.bookmarkToken);
  const artist = titleOf(one.artistName);
  if (nativeId === undefined || artist === undefined) return undefined;
  return present({
    nativeId,
    kind,
    title: kind === 'track' ? titleOf(one.songName) : undefined,
    artist,
    album: kind === 'track' ? titleOf(one.albumName) : undefined,
    atMs: instantOf(one.dateCreated),
    idea: idOf(one.musicToken),
    artwork: artworkOf(one.artUrl),
  });
}

export function readSettings(answer: Fields): StationSettings {
  return present({
    isExplicitFiltered: answer.isExplicitContentFilterEnabled === true,
    isPrivate: answer.isProfilePrivate === true,
    zipCode: titleOf(answer.zipCode),
  });
}

/** Why a song was chosen. The last of several is a phrase that ends the list, and says nothing. */
export function readExplanation(answer: Fields): string[] {
  const traits = listOf(answer.explanations).flatMap((one) => titleOf(fieldsOf(one).focusTraitName) ?? []);
  return traits.length > 1 ? traits.slice(0, -1) : traits;
}

export function readModes({ currentModeId, availableModes }: Fields): StationMode[] {
  const current = idOf(currentModeId);
  return listOf(availableModes).flatMap((one) => {
    const { modeId, modeName, modeDescription } = fieldsOf(one);
    const [id, name] = [idOf(modeId), titleOf(modeName)];
    if (id === undefined || name === undefined) return [];
    return [present({ id, name, description: titleOf(modeDescription), isCurrent: id === current })];
  });
}

/** What a bookmark is taken back by. */
export function readBookmarkId({ bookmarkToken }: Fields): string | undefined {
  return idOf(bookmarkToken);
}
