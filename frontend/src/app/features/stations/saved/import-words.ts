import type { ImportedStation } from '../../../core/api/types';

/** What became of one entry of a file. */
export function importInWords({ outcome, reason }: ImportedStation): string {
  if (outcome === 'added') return 'Added';
  return outcome === 'known' ? 'Was here already' : `Refused. ${reason ?? ''}`.trim();
}
