/** Rows that stand below one name. */
export interface OptionGroup<Option extends { readonly id: string }> {
  readonly name: string;
  readonly options: readonly Option[];
}

/**
 * Groups as they are shown, with what has come since: it stands below all of them, of whatever group it is, so that no row moves
 * that somebody reads or points at.
 */
export function extendGroups<Group extends OptionGroup<{ readonly id: string }>>(
  shown: readonly Group[],
  now: readonly Group[],
): readonly Group[] {
  const ids = new Set(shown.flatMap(({ options }) => options.map(({ id }) => id)));
  const fresh = now.flatMap((group) => {
    const later = group.options.filter(({ id }) => !ids.has(id));
    return later.length > 0 ? [{ ...group, options: later }] : [];
  });
  const last = shown.at(-1);
  const [first, ...others] = fresh;
  return last && first && last.name === first.name
    ? [...shown.slice(0, -1), { ...last, options: [...last.options, ...first.options] }, ...others]
    : [...shown, ...fresh];
}
