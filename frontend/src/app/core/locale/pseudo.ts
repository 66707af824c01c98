/** Turns what stands between them around, whatever direction its letters have. */
const FROM_RIGHT = '\u202e';
const AS_BEFORE = '\u202c';

/** A message with every word from right to left; what is put into it stays as it is. */
export function backwards(
  parts: TemplateStringsArray,
  values: readonly unknown[],
): [TemplateStringsArray, readonly unknown[]] {
  const turned = parts.map((part, index) => turn(withoutNames(part, parts.raw[index] ?? '')));
  // A colon at the start of a part would begin the name of a value.
  const raw = turned.map((part) => (part.startsWith(':') ? `\\${part}` : part));
  return [Object.assign(turned, { raw }), values];
}

/** A part without what stands before it for translators: `:meaning|description@@id:` or `:name of the value:`. */
function withoutNames(part: string, raw: string): string {
  return raw.startsWith(':') ? part.slice(part.indexOf(':', 1) + 1) : part;
}

/** Not the names of the cases of a plural. */
function turn(text: string): string {
  return text.replace(/COUNT, plural,|(?:zero|one|two|few|many|other) \{|\p{L}[\p{L}\p{M}’'-]*/gu, (found) =>
    /[,{]$/.test(found) ? found : `${FROM_RIGHT}${found}${AS_BEFORE}`,
  );
}
