/** The parts of a source's id of a track, such as `bandcamp:1234`; undefined for ids of the library, which hold no colon. */
export function splitSourceId(id: string): { readonly source: string; readonly nativeId: string } | undefined {
  const at = id.indexOf(':');
  return at > 0 && at < id.length - 1 ? { source: id.slice(0, at), nativeId: id.slice(at + 1) } : undefined;
}
