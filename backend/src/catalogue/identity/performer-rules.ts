import type { Finding, KnownPerformers, PerformerFacts } from './facts.js';
import { different, doubtful, same } from './finding.js';
import { areEqual, areUnequal, idOf, sharedSource } from './ids.js';
import { creditKey, isNobody, readCredit, sameMains } from './performers.js';

/** Whether two performers are one. Namesakes with different MusicBrainz ids stay apart and are listed. */
export function samePerformer(left: PerformerFacts, right: PerformerFacts, known?: KnownPerformers): Finding {
  const ids = [idOf(left.mbArtistId), idOf(right.mbArtistId)] as const;
  if (areEqual(...ids)) return same('artist-mbid', `MusicBrainz artist ${ids[0]!}`);
  const byName = compareNames(left.name, right.name, known);
  if (areUnequal(...ids)) {
    return byName.outcome === 'same'
      ? doubtful('other-artist-mbid', 'different MusicBrainz ids, yet one name')
      : different('other-artist-mbid', 'different MusicBrainz ids');
  }
  const source = sharedSource(left.sourceIds, right.sourceIds);
  return source === undefined ? byName : same('source-id', `one id at ${source}`);
}

/**
 * The key by which performers that may be one by name are found: the signs of the name in alphabetical order, without
 * the article, joining words and guests; so “A & B” and “B, A” have one key.
 */
export function performerIdentity(facts: PerformerFacts): string {
  return creditKey(readCredit(facts.name).mains);
}

function compareNames(left: string, right: string, known: KnownPerformers | undefined): Finding {
  const [a, b] = [readCredit(left), readCredit(right)];
  if (isNobody(a) || isNobody(b)) return different('no-performer', 'a name that says nobody');
  return sameMains(a, b, known) ? same('name', 'the names agree') : different('name', 'other names');
}
