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
/** What is looked at: enough for the markup around a message. */
const MAX_READ_LENGTH = 4_000;

/**
 * What an upstream says, fit to be shown: one short line without markup, and without the secrets it may echo.
 * @returns undefined when there is nothing to show
 */
export function messageFrom(text: unknown, secrets: readonly (string | undefined)[]): string | undefined {
  if (typeof text !== 'string') return undefined;
  const shown = withoutMarkup(redact(text, secrets).slice(0, MAX_READ_LENGTH));
  return line(shown.replaceAll(/\s+/g, ' '), MAX_MESSAGE_LENGTH);
}

/** Puts `…` for each secret, also where it stands as an address or a form writes it. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  let shown = text;
  for (const secret of secrets) {
    if (!secret) continue;
    for (const form of [secret, encodeURIComponent(secret.toWellFormed())]) shown = shown.replaceAll(form, '…');
  }
  return shown;
}

/** Tags become blanks. Reads on from each sign once: a text of nothing but `<` costs no more than another. */
function withoutMarkup(text: string): string {
  let shown = '';
  let from = 0;
  while (from < text.length) {
    const start = text.indexOf('<', from);
    const end = start === -1 ? -1 : text.indexOf('>', start);
    if (end === -1) return shown + text.slice(from);
    shown += `${text.slice(from, start)} `;
    from = end + 1;
  }
  return shown;
}
