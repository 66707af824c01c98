/** Of a whole name; file systems take 255 bytes. */
const MAX_BYTES = 200;
/** What some system takes for something else than a letter of a name, and what cannot be seen. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]+/gu;
/** How programs know what kind of file it is. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3', 'audio/mp3': 'mp3', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a', 'audio/m4a': 'm4a', 'video/mp4': 'mp4',
  'audio/aac': 'aac', 'audio/x-aac': 'aac', 'audio/ogg': 'ogg', 'application/ogg': 'ogg', 'audio/opus': 'opus',
  'audio/flac': 'flac', 'audio/x-flac': 'flac', 'audio/wav': 'wav', 'audio/x-wav': 'wav', 'audio/aiff': 'aiff',
  'audio/webm': 'webm', 'audio/x-matroska': 'mka', 'audio/matroska': 'mka', 'audio/x-ms-wma': 'wma',
}; // prettier-ignore

/** What some systems take for a device, whatever comes behind a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** What a file of such a type ends in: with its dot, or empty where programs know no ending for it. */
export function extensionOf(mimeType: string): string {
  const [, type = ''] = /^\s*([^;\s]*)/.exec(mimeType.toLowerCase()) ?? [];
  const isOpus = type === 'audio/ogg' && mimeType.includes('opus');
  const extension = isOpus ? 'opus' : EXTENSIONS[type];
  return extension === undefined ? '' : `.${extension}`;
}

/**
 * A name for a file that every system takes, without what it ends in.
 * @param words what it is called: by whom, and its title
 */
export function stemOf(words: readonly string[]): string {
  const text = words
    .map((word) => word.replaceAll(UNFIT, ' ').replaceAll(/\s+/g, ' ').trim())
    .filter((word) => word !== '')
    .join(' - ');
  // Neither hidden nor, on Windows, another one than it says.
  const shown = withoutEnd(shortened(text).replace(/^\.+/, '')).replace(DEVICE, '$&_');
  return shown === '' ? 'audio' : shown;
}

/**
 * The header that has a browser keep what it gets as a file.
 * @param name of it
 * @see RFC 6266, RFC 8187
 */
export function dispositionOf(name: string): string {
  // For programs that know no more than ASCII; the other one is preferred wherever it is understood.
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|%/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '.' || text[end - 1] === ' ')) end--;
  return text.slice(0, end);
}

/** As many characters as fit. */
function shortened(text: string): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_BYTES) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** `encodeURIComponent` leaves some that RFC 8187 does not. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
