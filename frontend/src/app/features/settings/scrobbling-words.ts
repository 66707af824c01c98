import type { ScrobbleServiceView } from '../../core/api/types';

const listens = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'listen' : 'listens'}`;

/** How a service is doing, in a sentence; the reason follows when there is one. */
export function scrobblingInWords({ state, detail = '', userName, backlog }: ScrobbleServiceView): string {
  switch (state) {
    case 'off':
      return `Off. ${detail}`.trim();
    case 'ok':
      return userName === undefined ? 'Is told what you hear.' : `Is told what you hear, as ${userName}.`;
    case 'waiting':
      return detail || (backlog > 0 ? 'Listens are on their way.' : 'Being asked whether it lets Pyxis in.');
    case 'refused':
      return detail || 'Does not let Pyxis in.';
    case 'unavailable':
      return detail || 'Does not answer as it should.';
  }
}

/** What still waits to be sent; empty when nothing does. */
export function backlogInWords({ state, backlog }: ScrobbleServiceView): string {
  if (backlog === 0) return '';
  const verb = backlog === 1 ? 'waits' : 'wait';
  return state === 'waiting' ? `${listens(backlog)} to send.` : `${listens(backlog)} ${verb}; none gets lost.`;
}

/** `3 listens refused`. */
export function refusedInWords(refused: number): string {
  return `${listens(refused)} refused`;
}
