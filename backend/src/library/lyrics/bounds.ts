/** No song needs more; what a file claims beyond is left out. */
export const MAX_TEXT_LENGTH = 512 * 1024;
export const MAX_LINES = 5_000;
const MAX_LINE_LENGTH = 1_000;

/** The text of a line within bounds, cut between characters. */
export function truncate(text: string): string {
  if (text.length <= MAX_LINE_LENGTH) return text;
  const cut = text.slice(0, MAX_LINE_LENGTH);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
