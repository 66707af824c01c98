import type { components } from './schema';

/** The words of the wire about playlists. */
type Schemas = components['schemas'];

export type AddedView = Schemas['AddedView'];
export type ChangePlaylist = Schemas['ChangePlaylist'];
export type DeletedPlaylistView = Schemas['DeletedPlaylistView'];
export type DuplicateWish = NonNullable<Schemas['AddToPlaylist']['duplicates']>;
export type NewPlaylist = Schemas['NewPlaylist'];
export type PlaylistOriginView = Schemas['PlaylistOriginView'];
export type ReportEntryView = Schemas['ReportEntryView'];
export type PlaylistItemView = Schemas['PlaylistItemView'];
export type PlaylistView = Schemas['PlaylistView'];
/** What is to go into a playlist: a subject, tracks, or the queue. */
export type TracksToAdd = Schemas['TracksToAdd'];
