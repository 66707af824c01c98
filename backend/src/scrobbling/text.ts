/**
 * One line of text that other servers take: no control characters, no halves of characters, no blanks at its ends.
 * @returns undefined when nothing is left
 */
export function line(text: string | undefined, maxLength: number): string | undefined {
  const whole = text
    ?.replaceAll(/\p{Cc}+/gu, ' ')
    .toWellFormed()
    .trim();
  const cut = whole?.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '').trim(); // prettier-ignore
  return cut || undefined;
}

const MAX_MESSAGE_LENGTH = 200;

/**
 * What an upstream says, fit to be shown: one short line without markup, and without the secrets it may echo.
 * @returns undefined when there is nothing to show
 */
export function messageFrom(text: unknown, secrets: readonly (string | undefined)[]): string | undefined {
  if (typeof text !== 'string') return undefined;
  let shown = text;
  for (const secret of secrets) if (secret) shown = shown.replaceAll(secret, '…');
  return line(shown.replaceAll(/<[^<>]*>/g, ' ').replaceAll(/\s+/g, ' '), MAX_MESSAGE_LENGTH);
}
