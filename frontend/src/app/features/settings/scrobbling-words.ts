import { plural } from '../../core/locale/formats';
import { said } from '../../core/locale/server/server-words';
import type { ScrobbleServiceView } from '../../core/api/types';

/** How a service is doing, in a sentence; the reason follows when there is one. */
export function scrobblingInWords(service: ScrobbleServiceView): string {
  const { state, userName, backlog } = service;
  const detail = said(service.cause, service.detail) ?? '';
  switch (state) {
    case 'off':
      return $localize`Off. ${detail}:reason:`.trim();
    case 'ok':
      return userName === undefined
        ? $localize`Is told what you hear.`
        : $localize`Is told what you hear, as ${userName}:user:.`;
    case 'waiting':
      return (
        detail ||
        (backlog > 0
          ? $localize`Listens and hearts are on their way.`
          : $localize`Being asked whether it lets Pyxis in.`)
      );
    case 'refused':
      return detail || $localize`Does not let Pyxis in.`;
    case 'unavailable':
      return detail || $localize`Does not answer as it should.`;
  }
}

/** What still waits to be sent; empty when nothing does. */
export function backlogInWords({ state, backlog }: ScrobbleServiceView): string {
  if (backlog === 0) return '';
  return state === 'waiting'
    ? plural(backlog, $localize`{COUNT, plural, other {# to send.}}`)
    : plural(backlog, $localize`{COUNT, plural, one {# waits; nothing gets lost.} other {# wait; nothing gets lost.}}`);
}

/** Why a listen or a heart was refused. */
export function refusalInWords({ reason, cause }: ScrobbleServiceView['refusals'][number]): string {
  return said(cause, reason);
}

/** `3 refused`. */
export function refusedInWords(refused: number): string {
  return plural(refused, $localize`{COUNT, plural, other {# refused}}`);
}
