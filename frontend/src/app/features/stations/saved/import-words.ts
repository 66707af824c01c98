import type { ImportedStation } from '../../../core/api/types';

/** What became of one entry of a file. */
export function importInWords({ outcome, reason }: ImportedStation): string {
  if (outcome === 'added') return $localize`Added`;
  return outcome === 'known' ? $localize`Was here already` : `${$localize`Refused.`} ${reason ?? ''}`.trim();
}
