import type { AudioBytes } from './audio-bytes';
import { GrowingFile } from './growing-file';
import { RemoteFile } from './remote-file';

/**
 * The bytes at an address of the server's. What it is asked to convert has no parts until all of it is made: then it is taken
 * as it grows.
 */
export async function openRemote(url: string, isConverted: boolean, signal: AbortSignal): Promise<AudioBytes> {
  const file = new RemoteFile(url, signal);
  if (!isConverted || (await hasParts(url, signal))) return file;
  const response = await answer(url, signal);
  return response?.body ? new GrowingFile(response.body.getReader(), file) : file;
}

async function hasParts(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await answer(url, signal, 'HEAD');
  return response?.headers.get('Accept-Ranges') === 'bytes';
}

/** @returns undefined where none comes that is of use: whoever reads the file finds out why, and waits */
async function answer(url: string, signal: AbortSignal, method = 'GET'): Promise<Response | undefined> {
  try {
    const response = await fetch(url, { method, signal, cache: 'no-store' });
    if (response.ok) return response;
    await response.body?.cancel();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return undefined;
}
