/** As many as the server takes, and as long. */
const MOST_WORDS = 50;
const LONGEST_WORD = 100;

/** A whole number within limits, as it was typed; null for a field that is empty, or has none. */
export function numberIn(typed: string, min: number, max: number): number | null {
  const text = typed.trim();
  const number = Math.round(Number(text));
  if (text === '' || !Number.isFinite(number)) return null;
  return Math.min(max, Math.max(min, number));
}

/** Words parted by commas, each once. */
export function wordsIn(typed: string): string[] {
  const words = typed.split(',').map((word) => word.trim().slice(0, LONGEST_WORD));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MOST_WORDS);
}
