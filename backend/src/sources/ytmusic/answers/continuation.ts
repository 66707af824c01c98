import { at, find, listOf } from './walk.js';

const MAX_TOKEN = 8_000;

/** Where a list goes on; it stands in one of three places. @returns undefined at its end */
export function continuationOf(answer: unknown): string | undefined {
  for (const { name, fields } of find(answer, PLACES)) {
    const token =
      name === 'continuationItemRenderer'
        ? (at(fields, 'continuationEndpoint', 'continuationCommand', 'token') ??
          at(
            listOf(at(fields, 'continuationEndpoint', 'commandExecutorCommand', 'commands')).find(
              (command) => at(command, 'continuationCommand') !== undefined,
            ),
            'continuationCommand',
            'token',
          ))
        : fields.continuation;
    if (typeof token === 'string' && token !== '' && token.length <= MAX_TOKEN) return token;
  }
  return undefined;
}

const PLACES: ReadonlySet<string> = new Set([
  'continuationItemRenderer',
  'nextContinuationData',
  'nextRadioContinuationData',
]);
