import type { SubjectBody } from '../core/api/types';

/** What the server plays as a whole: it knows which tracks those are, and in which order. */
export interface Playable extends SubjectBody {
  /** For people, until the server has said why it plays. */
  readonly title?: string;
}

/** Kinds by which a play is remembered under another name. */
const CONTEXT_KINDS: Readonly<Record<string, string>> = {
  tracks: 'library',
  albums: 'library',
  everything: 'library',
  radio: 'mix',
  'personal-station': 'station',
};

/** What is sent of it. */
export function subjectOf({ kind, id, query }: Playable): SubjectBody {
  return { kind, ...(id !== undefined && { id }), ...(query && { query }) };
}

/** Why something of it will have played. */
export function contextOf({ kind, id, title }: Playable): { kind: string; id?: string; title?: string } {
  return {
    kind: CONTEXT_KINDS[kind] ?? kind,
    ...(id !== undefined && { id }),
    ...(title !== undefined && { title }),
  };
}
