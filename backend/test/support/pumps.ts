/** What parsers of ours wait for, or may take for the beginning of something. */
const UNITS = [
  ' ', '\t', '\n', '\0', '\u3000', 'a', ' a', 'A. ', '1', '0:', ':', '-', '_', '.', ', ', ' , and ', ' & ', '&', '&#1', ';', '/',
  '/a', '\\', '"', "'", ' ="', '(', '[', '{', '<', '<a ', '<!--', '<p ', '<span begin="', '{\\', '[a:', '[00:', '[00:00.00]',
  '<00:00.00>', '00:00:00,000 -->', ' feat. ', '(feat. ', '[ft. a ', ' ( ft', '%41', 'W/"', 'listens/', '_listens', 'endsong_',
  'é\u0301', '東', '\ud83d', '🎵', '\ufeff',
]; // prettier-ignore
const AROUND = [
  ['a', 'xx'],
  ['(feat. ', ''],
] as const;

/**
 * Texts that are easy to write and dear to match where an expression takes more than one way through the same
 * characters: something begun over and over that never ends, or ends otherwise.
 * @param length in UTF-16 code units, about
 */
export function* pumps(length: number): Generator<string> {
  for (const unit of UNITS) {
    const pumped = unit.repeat(Math.ceil(length / unit.length));
    for (const [before, after] of AROUND) yield before + pumped + after;
  }
}
