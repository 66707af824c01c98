import { byNaturalOrder } from '../natural-order.js';
import type { ListedFile } from '../listed-file.js';
import type { CueFile, CueSheet, CueTrack } from './cue-sheet.js';

/** A sheet, and the file it was read from. */
export interface FoundSheet {
  readonly file: ListedFile;
  readonly sheet: CueSheet;
}

/** What a sheet says of one audio file of its folder. */
export interface CueOfFile {
  readonly found: FoundSheet;
  readonly tracks: readonly CueTrack[];
  /** How surely that file is meant: 0 where it is named as it is. */
  readonly doubt: number;
}

/** What keeps every bit comes first where a sheet may mean one of several. */
const LOSSLESS = ['flac', 'wav', 'wave', 'aif', 'aiff', 'aifc'];

/**
 * Which audio file each sheet tells of. A sheet is mostly older than the file: it names the WAV from which that was made,
 * on the disk of another machine. So it means the file of this name, else one that differs in its extension, else the one
 * that is named like the sheet. Where several sheets mean one file, the one that says so best has it.
 * @param names of the audio files of the folder
 */
export function cuesByFile(sheets: readonly FoundSheet[], names: readonly string[]): ReadonlyMap<string, CueOfFile> {
  const cues = new Map<string, CueOfFile>();
  if (sheets.length === 0) return cues;
  const audio = new AudioNames(names);
  for (const found of sheets.toSorted((a, b) => byNaturalOrder(a.file.name, b.file.name))) {
    const named = found.sheet.files.filter(({ tracks }) => tracks.length > 0);
    for (const file of named) {
      const meant = audio.meantBy(file, named.length === 1 ? found.file.name : undefined);
      const cue = meant && { found, tracks: file.tracks, doubt: meant.doubt };
      const other = meant && cues.get(meant.name);
      if (cue && (!other || isBetter(cue, other))) cues.set(meant.name, cue);
    }
  }
  return cues;
}

function isBetter(cue: CueOfFile, other: CueOfFile): boolean {
  return cue.doubt !== other.doubt ? cue.doubt < other.doubt : cue.tracks.length > other.tracks.length;
}

/** The audio files of a folder by name. Case, and how accents are spelled, do not matter. */
class AudioNames {
  private readonly byName = new Map<string, string>();
  private readonly byStem = new Map<string, string>();

  constructor(names: readonly string[]) {
    for (const name of names) {
      const key = keyOf(name);
      this.byName.set(key, this.byName.get(key) ?? name);
      const stem = stemOf(key);
      const other = this.byStem.get(stem);
      if (other === undefined || rankOf(name) < rankOf(other)) this.byStem.set(stem, name);
    }
  }

  /** @param sheetName where the sheet is of one file only */
  meantBy({ name }: CueFile, sheetName: string | undefined): { name: string; doubt: number } | undefined {
    const key = keyOf(name);
    const exact = this.byName.get(key);
    if (exact !== undefined) return { name: exact, doubt: 0 };
    const sameStem = this.byStem.get(stemOf(key));
    if (sameStem !== undefined) return { name: sameStem, doubt: 1 };
    if (sheetName === undefined) return undefined;
    const own = stemOf(keyOf(sheetName));
    // `Album.flac.cue` and `Album.cue` both stand beside `Album.flac`.
    const beside = this.byName.get(own) ?? this.byStem.get(own);
    return beside === undefined ? undefined : { name: beside, doubt: 2 };
  }
}

const keyOf = (name: string): string => name.toLowerCase().normalize('NFC');

function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

function rankOf(name: string): number {
  const rank = LOSSLESS.indexOf(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
  return rank < 0 ? LOSSLESS.length : rank;
}

/**
 * What a sheet inside a file says of it. It names the file as it was once called, so only the number of files it speaks of
 * tells whether this is the one: a record on two sides may have its whole sheet in each.
 */
export function ownTracks({ files }: CueSheet, fileName: string): readonly CueTrack[] {
  const named = files.filter(({ tracks }) => tracks.length > 0);
  if (named.length <= 1) return named[0]?.tracks ?? [];
  const stem = stemOf(keyOf(fileName));
  return named.find(({ name }) => stemOf(keyOf(name)) === stem)?.tracks ?? [];
}
