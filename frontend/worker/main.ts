import { answer, isKeptAnswer } from './answers';
import { cover } from './covers';
import { keptSound } from './kept-sound';
import { scope } from './scope';
import { dropOldShells, isShellFile, keepShell, page, shellFile } from './shell';

declare const self: ServiceWorkerGlobalScope;

/** Never a page of the app, although somebody may go there. */
const OTHERS = /^(?:api|stream|art|rest|healthz|readyz|metrics)(?:\/|$)/;

self.addEventListener('install', (event) => {
  // It works with pages of the build before as well: those never wait for it, nor it for them.
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const answered = answerTo(event);
  if (answered) event.respondWith(answered);
});

/** @returns undefined for what is the server's alone */
function answerTo(event: FetchEvent): Promise<Response> | undefined {
  const { request } = event;
  if (!request.url.startsWith(scope)) return undefined;
  const path = request.url.slice(scope.length);
  if (path.startsWith('device/sound/')) return keptSound(request);
  if (request.method !== 'GET') return undefined;
  const later = (work: Promise<unknown>): void => event.waitUntil(work);
  if (request.mode === 'navigate') return OTHERS.test(path) ? undefined : page(request);
  if (path.startsWith('art/')) return cover(request, later);
  if (isKeptAnswer(path)) return answer(request, later);
  return isShellFile(path) ? shellFile(request) : undefined;
}
