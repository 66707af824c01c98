import type { components } from './schema';

/** The words of the wire about what was heard. */
type Schemas = components['schemas'];

export type AlbumCompleteness = Schemas['AlbumCompleteness'];
export type AlbumShelfItem = Schemas['AlbumShelfItem'];
export type ClockCell = Schemas['ClockCell'];
export type DayTotals = Schemas['HeardDayView'];
export type Discovery = Schemas['Discovery'];
export type HistorySummary = Schemas['HistorySummary'];
export type ImportView = Schemas['ImportView'];
export type ListenContext = Schemas['PlayContextBody']['kind'];
export type ListeningClock = Schemas['ListeningClock'];
export type ListenPage = Schemas['ListenPage'];
export type ListenView = Schemas['ListenView'];
export type TopItem = Schemas['TopItem'];
export type TopList = Schemas['TopList'];

export type ImportService = ImportView['service'];
export type TopKind = 'artists' | 'albums' | 'tracks';
export type TopMeasure = 'listens' | 'time';
