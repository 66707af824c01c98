import type { ListedFile } from './listed-file.js';

/** Extensions of files that hold the words of the audio file of the same name: what tells more comes first. */
const EXTENSIONS = ['elrc', 'lrc', 'ttml', 'srt', 'vtt', 'txt'];
/** They may also lie in a folder of this name beside the audio. */
const FOLDER_NAME = 'lyrics';

/** @param extension in lower case, without the dot */
export function isLyricsExtension(extension: string): boolean {
  return EXTENSIONS.includes(extension);
}

export function isLyricsFolder(name: string): boolean {
  return name.length === FOLDER_NAME.length && name.toLowerCase() === FOLDER_NAME;
}

/** The folders whose audio may be concerned when this one (ending in a slash) has changed. */
export function concernedBy(folder: string): readonly string[] {
  const nameFrom = folder.lastIndexOf('/', folder.length - 2) + 1;
  return isLyricsFolder(folder.slice(nameFrom, -1)) ? [folder, folder.slice(0, nameFrom)] : [folder];
}

/** Lyrics of one folder by the audio they belong to. Case, and how accents are spelled, do not matter. */
export class LyricsFiles {
  private readonly byKey = new Map<string, ListedFile>();

  /** @param file its name is relative to the folder of the audio */
  offer(file: ListedFile): void {
    const stem = file.name.slice(file.name.lastIndexOf('/') + 1, file.name.lastIndexOf('.'));
    const key = keyOf(stem);
    const known = this.byKey.get(key);
    if (!known || isBefore(file.name, known.name)) this.byKey.set(key, file);
  }

  /** @param stem of the audio file: its name without the extension */
  of(stem: string): ListedFile | undefined {
    return this.byKey.size > 0 ? this.byKey.get(keyOf(stem)) : undefined;
  }

  all(): Iterable<ListedFile> {
    return this.byKey.values();
  }
}

const keyOf = (stem: string): string => stem.toLowerCase().normalize('NFC');

/** By extension, then what lies beside the audio, then by name. */
function isBefore(name: string, other: string): boolean {
  const difference = rankOf(name) - rankOf(other);
  return difference < 0 || (difference === 0 && name < other);
}

function rankOf(name: string): number {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return EXTENSIONS.indexOf(extension) * 2 + (name.includes('/') ? 1 : 0);
}
