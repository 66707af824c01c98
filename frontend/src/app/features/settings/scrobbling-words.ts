import type { ScrobbleServiceView } from '../../core/api/types';

const told = (count: number): string => count.toLocaleString('en');

/** How a service is doing, in a sentence; the reason follows when there is one. */
export function scrobblingInWords({ state, detail = '', userName, backlog }: ScrobbleServiceView): string {
  switch (state) {
    case 'off':
      return `Off. ${detail}`.trim();
    case 'ok':
      return userName === undefined ? 'Is told what you hear.' : `Is told what you hear, as ${userName}.`;
    case 'waiting':
      return detail || (backlog > 0 ? 'Listens and hearts are on their way.' : 'Being asked whether it lets Pyxis in.');
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
  return state === 'waiting' ? `${told(backlog)} to send.` : `${told(backlog)} ${verb}; nothing gets lost.`;
}

/** `3 refused`. */
export function refusedInWords(refused: number): string {
  return `${told(refused)} refused`;
}
