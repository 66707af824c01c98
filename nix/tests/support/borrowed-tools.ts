import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Contents } from './container.js';

/** Where this machine's programs and their libraries are inside. */
const HERE = '/borrowed';

/**
 * ffmpeg and yt-dlp of this machine for a root that has none: started through their own loader with their own libraries.
 * Those that are not installed, or not where Debian puts them, are left out.
 */
export function borrowedTools(): Contents & { readonly names: readonly string[] } {
  const files: Record<string, string> = {};
  const add = (name: string, program: string, words: readonly string[], env = ''): void => {
    const loaded = throughLoader(program);
    if (loaded) files[`/usr/local/bin/${name}`] = `#!/bin/sh\n${env}exec ${[...loaded, ...words].join(' ')} "$@"\n`;
  };
  for (const name of ['ffmpeg', 'ffprobe']) add(name, `/usr/bin/${name}`, []);
  const downloader = resolved('/usr/bin/yt-dlp');
  if (downloader) add('yt-dlp', '/usr/bin/python3', [HERE + downloader], `export PYTHONHOME=${HERE}/usr\n`);
  const names = Object.keys(files).map((path) => path.slice('/usr/local/bin/'.length));
  return { files, binds: { [`${HERE}/usr`]: '/usr' }, names };
}

/** @returns the words that start a program of this machine inside */
function throughLoader(program: string): readonly string[] | undefined {
  const binary = resolved(program);
  const { status, stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  if (binary === undefined || status !== 0) return undefined;
  const files = [...stdout.matchAll(/(?<!\S)(\/\S+) \(0x/g)].map(([, path]) => realpathSync(path!));
  const loader = files.find((path) => /\/ld-linux[^/]*$/.test(path));
  if (loader === undefined || [binary, ...files].some((path) => !path.startsWith('/usr/'))) return undefined;
  const folders = [...new Set(files.map((path) => HERE + dirname(path)))];
  return [HERE + loader, '--library-path', folders.join(':'), HERE + binary];
}

function resolved(program: string): string | undefined {
  try {
    return realpathSync(program);
  } catch {
    return undefined; // It is not installed.
  }
}
