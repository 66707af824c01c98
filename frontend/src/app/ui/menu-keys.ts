/** What can be chosen in a menu, in order. */
export function menuButtons(menu: HTMLElement): HTMLButtonElement[] {
  return [...menu.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
}

/**
 * Arrows, Home and End go through a menu.
 * @returns whether the key closes it
 */
export function moveInMenu(event: KeyboardEvent, buttons: readonly HTMLButtonElement[]): boolean {
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const target = {
    ArrowDown: (at + 1) % buttons.length,
    ArrowUp: (at - 1 + buttons.length) % buttons.length,
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') return true;
  if (target !== undefined) {
    event.preventDefault();
    buttons[target]?.focus();
  }
  return false;
}
