/** A line, or a syllable of one, and the time at which it is sung. */
export interface SungPiece {
  readonly text: string;
  /** In whatever unit the tag counts. */
  readonly time: number;
}

/**
 * Writes timed lyrics of a tag as LRC. Where some pieces begin with a new line, the others are syllables of the line
 * before, and stay so with their times.
 */
export function lrcOf(pieces: readonly SungPiece[], msPerUnit: number): string {
  const areSyllables = pieces.some(({ text }, index) => index > 0 && /^[\r\n]/.test(text));
  const lrc = pieces.map(({ text, time }, index) => {
    const at = timeOf(time * msPerUnit);
    if (!areSyllables) return `\n[${at}]${text.trim()}`;
    const isLine = index === 0 || /^[\r\n]/.test(text);
    return `${isLine ? `\n[${at}]` : ''}<${at}>${text.replace(/[\r\n]+/g, '')}`;
  });
  return lrc.join('').trim();
}

function timeOf(ms: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(ms / 60_000))}:${pad(Math.floor(ms / 1_000) % 60)}.${pad(Math.floor(ms / 10) % 100)}`;
}
