/**
 * Copies a text, also on plain http other than localhost, where browsers have no clipboard, whatever the types say.
 * @returns whether the browser let it happen
 */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return copySelected(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copySelected(text),
  );
}

function copySelected(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'sr-only';
  document.body.append(field);
  field.select();
  // Deprecated in favour of the clipboard, which is not there.
  const page: { execCommand(command: 'copy'): boolean } = document;
  const isCopied = page.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
