import type { HlsMediaList, HlsSegment } from './hls-list.js';

/** Whoever begins nearer to the end waits for every segment (RFC 8216 §6.3.3). */
const FROM_THE_END = 3;
/** Segments of which it is remembered that they were asked for. */
const MAX_KNOWN = 500;
/** Whoever comes back after so many have come begins near the end again. */
const MOST_BEHIND = 20;
/** A server behind others gives old lists for a while; one that began anew gives such lists for good. */
const PATIENCE = 3;

/**
 * Which segments of a list that changes are to be asked for: each once, in their order. It outlives connections: what was heard
 * through one is not asked for through the next.
 */
export class HlsWindow {
  private next?: number;
  private readonly known = new Set<string>();
  private oldLists = 0;

  /** Those of this list that are due. */
  due({ segments, hasEnd }: HlsMediaList): readonly HlsSegment[] {
    const newest = segments.at(-1)?.sequence;
    if (newest === undefined) return [];
    const isLeftBehind = !hasEnd && segments.length > MOST_BEHIND && (segments.at(-MOST_BEHIND)?.sequence ?? 0) > (this.next ?? 0); // prettier-ignore
    if (this.next === undefined || isLeftBehind || this.isRestarted(segments, newest)) {
      const first = hasEnd ? segments[0] : (segments.at(-FROM_THE_END) ?? segments[0]);
      this.next = first?.sequence ?? newest;
    }
    const { next } = this;
    return segments.filter(({ sequence }) => sequence >= next);
  }

  /** It has come, or is known to have gone. */
  take({ sequence, url, range }: HlsSegment): void {
    this.next = sequence + 1;
    this.known.add(nameOf(url, range));
    if (this.known.size > MAX_KNOWN) for (const oldest of this.known) return void this.known.delete(oldest);
  }

  /** The encoder counts from the beginning again: the list ends before what was played, with segments that nobody knows. */
  private isRestarted(segments: readonly HlsSegment[], newest: number): boolean {
    if (this.next === undefined || newest >= this.next - 1) {
      this.oldLists = 0;
      return false;
    }
    this.oldLists++;
    const isNew = !segments.some(({ url, range }) => this.known.has(nameOf(url, range)));
    if (!isNew && this.oldLists < PATIENCE) return false;
    this.oldLists = 0;
    return true;
  }
}

/** Without what lets somebody in, which is another at each connection. */
function nameOf({ origin, pathname }: URL, range: HlsSegment['range']): string {
  return `${origin}${pathname} ${range?.offset ?? 0}`;
}
