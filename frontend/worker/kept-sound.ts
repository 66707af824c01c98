import { KEPT_AT_HEADER } from '../src/app/core/api/kept-names';
import { open } from './scope';

/** The last one that was asked for: whoever plays it asks for one part after the other. */
let last: { readonly url: string; readonly keptAt: string | null; readonly blob: Blob } | undefined;

/** Sound that is on this device: all of it, or the part that is asked for (RFC 9110 §14). */
export async function keptSound(request: Request): Promise<Response> {
  const blob = await soundAt(request.url);
  if (!blob) return new Response(null, { status: 404 });
  const headers = new Headers({ 'Content-Type': blob.type, 'Accept-Ranges': 'bytes', 'Cache-Control': 'no-store' });
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('Range') ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) {
    headers.set('Content-Length', String(blob.size));
    return new Response(request.method === 'HEAD' ? null : blob, { headers });
  }
  const first = from === '' ? Math.max(0, blob.size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? blob.size : Math.min(blob.size, Number(to) + 1);
  if (first >= end) {
    headers.set('Content-Range', `bytes */${blob.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${first}-${end - 1}/${blob.size}`);
  headers.set('Content-Length', String(end - first));
  return new Response(blob.slice(first, end, blob.type), { status: 206, headers });
}

async function soundAt(url: string): Promise<Blob | undefined> {
  const kept = await (await open('sound')).match(url);
  if (!kept) return undefined;
  const keptAt = kept.headers.get(KEPT_AT_HEADER);
  // Under the same address it may be there in another quality by now.
  if (last?.url !== url || last.keptAt !== keptAt) last = { url, keptAt, blob: await kept.blob() };
  return last.blob;
}
