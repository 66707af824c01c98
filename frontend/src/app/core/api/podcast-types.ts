import type { components } from './schema';

/** The words of the wire about podcasts. */
type Schemas = components['schemas'];

export type BookmarkView = Schemas['BookmarkView'];
export type ChapterView = Schemas['ChapterView'];
export type DirectoryShowView = Schemas['DirectoryShowView'];
export type EpisodeListQuery = Schemas['EpisodeListQuery'];
export type EpisodeState = Schemas['EpisodeSummary']['state'];
export type EpisodeSummary = Schemas['EpisodeSummary'];
export type EpisodeView = Schemas['EpisodeView'];
export type ImportEntryView = Schemas['ImportEntryView'];
export type SavedListView = Schemas['SavedListView'];
export type ShowSummary = Schemas['ShowSummary'];
export type ShowView = Schemas['ShowView'];
export type SubscriptionImportView = Schemas['SubscriptionImportView'];
export type TranscriptCueView = Schemas['TranscriptCueView'];

/** What of the settings of a show is changed; null takes one back to how it is by itself. */
export type ChangeShowSettings = Schemas['ChangeShowSettings'];
