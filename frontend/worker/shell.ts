import { cacheName } from '../src/app/core/api/kept-names';
import { isAway, scope } from './scope';

/** Of the build that this worker belongs to; put in when it is bundled. */
declare const SHELL: {
  readonly version: string;
  /** The script that the page begins with. */
  readonly main: string;
  /** Scripts, styles and fonts, with the hash of their content in their names. */
  readonly files: readonly string[];
};

const PREFIX = cacheName('shell', scope);
const OWN = `${PREFIX} ${SHELL.version}`;
/** The one before stays for tabs that still run it. */
const KEPT_BUILDS = 2;
/** So few at once that music does not wait for them. */
const AT_ONCE = 4;
/** A network that does not answer is none. */
const PATIENCE_MS = 4_000;
const files = new Set(SHELL.files);

/** Fetches what is not there already. @throws where the server has another build: that one has a worker of its own */
export async function keepShell(): Promise<void> {
  const page = await fetch(scope, { cache: 'no-cache' });
  const text = await page.clone().text();
  if (!page.ok || page.redirected || !text.includes(SHELL.main)) throw new Error('The server has another page by now.');
  const cache = await caches.open(OWN);
  const missing = [...files];
  const fetchNext = async (): Promise<void> => {
    for (let file = missing.pop(); file !== undefined; file = missing.pop()) {
      const url = new URL(file, scope);
      const kept = await caches.match(url, { ignoreVary: true });
      if (kept) await cache.put(url, kept);
      else await cache.add(url);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  await cache.put(scope, page);
}

export async function dropOldShells(): Promise<void> {
  const own = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX} `));
  const old = own.filter((name) => name !== OWN).slice(0, -(KEPT_BUILDS - 1));
  await Promise.all(old.map((name) => caches.delete(name)));
}

export function isShellFile(path: string): boolean {
  // Also those of the build before, by the shape of their names.
  return files.has(path) || /^[^/]+-[\w-]{8}\.(?:js|css)$/.test(path) || path.startsWith('media/');
}

/** What has a hash in its name never changes. */
export async function shellFile(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** The page as the server has it now; the kept one where there is no network, or none to speak of. */
export async function page(request: Request): Promise<Response> {
  const asked = fetch(request);
  const kept = await caches.open(OWN).then((cache) => cache.match(scope, { ignoreVary: true }));
  if (!kept) return asked;
  // Where it fails only after that, nobody waits for it any more.
  asked.catch(() => undefined);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  return !answer || isAway(answer) ? kept : answer;
}
