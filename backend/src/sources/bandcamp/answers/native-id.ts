/** What an id is of: an album, a track, or who has a page. */
export type ItemType = 'a' | 't' | 'b';

/** What Bandcamp has to be told to find something. */
export interface NativeId {
  readonly type: ItemType;
  /** Whose page it is on. */
  readonly bandId: string;
  /** Of a band the same. */
  readonly itemId: string;
}

/** Stands for a band that was not told, as in the page of a search. */
export const UNKNOWN_BAND = '0';

/** `a-3385865266-1694776990` */
export function nativeIdOf(type: ItemType, bandId: string, itemId = bandId): string {
  return `${type}-${bandId}-${itemId}`;
}

/** @returns undefined where it is none */
export function readNativeId(id: string): NativeId | undefined {
  const [, type, bandId, itemId] = /^([atb])-(\d{1,20})-(\d{1,20})$/.exec(id) ?? [];
  if (bandId === undefined || itemId === undefined || (type !== 'a' && type !== 't' && type !== 'b')) return undefined;
  return { type, bandId, itemId };
}
