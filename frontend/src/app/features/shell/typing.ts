const FIELDS =
  'input:not([type=range],[type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=true]';

/** The field that takes letters for itself and that this is, or is in. */
export function typingField(element: Element | null | undefined): Element | undefined {
  return element?.closest(FIELDS) ?? undefined;
}
