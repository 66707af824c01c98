import type { components } from './schema';

/** The words of the wire about what was heard. */
type Schemas = components['schemas'];

export type AlbumCompleteness = Schemas['AlbumCompleteness'];
export type AlbumShelfItem = Schemas['AlbumShelfItem'];
export type ClockCell = Schemas['ClockCell'];
export type Completeness = Schemas['Completeness'];
export type ContinueView = Schemas['ContinueView'];
export type DayTotals = Schemas['HeardDayView'];
export type Discovery = Schemas['Discovery'];
export type HistorySummary = Schemas['HistorySummary'];
export type HomeView = Schemas['HomeView'];
export type ImportView = Schemas['ImportView'];
export type ListeningClock = Schemas['ListeningClock'];
export type ListenPage = Schemas['ListenPage'];
export type ListenView = Schemas['ListenView'];
export type MonthOfDiscovery = Schemas['DiscoveryMonth'];
export type TopItem = Schemas['TopItem'];
export type TopList = Schemas['TopList'];
export type YearOfDays = Schemas['HeardDays'];

export type ImportService = ImportView['service'];
export type Outcome = ListenView['outcome'];
export type TopKind = 'artists' | 'albums' | 'tracks';
export type TopMeasure = 'listens' | 'time';
