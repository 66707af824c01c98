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
  due(list: HlsMediaList): readonly HlsSegment[] {
    this.next = this.begin(list) ?? this.next;
    const next = this.next ?? Infinity;
    return list.segments.filter(({ sequence }) => sequence >= next);
  }

  /** It has come, or is known to have gone. */
  take({ sequence, url, range }: HlsSegment): void {
    this.next = sequence + 1;
    this.known.add(nameOf(url, range));
    if (this.known.size > MAX_KNOWN) for (const oldest of this.known) return void this.known.delete(oldest);
  }

  /** @returns where this list is to be begun with; undefined where it goes on with what came before */
  private begin({ segments, hasEnd }: HlsMediaList): number | undefined {
    const newest = segments.at(-1);
    if (!newest) return undefined;
    const nearEnd = (segments.at(-FROM_THE_END) ?? segments[0])?.sequence;
    const { next } = this;
    if (next === undefined) return hasEnd ? segments[0]?.sequence : nearEnd;
    const isLeftBehind = segments.length > MOST_BEHIND && (segments.at(-MOST_BEHIND)?.sequence ?? 0) > next;
    if (isLeftBehind && !hasEnd) return nearEnd;
    if (newest.sequence < next && !this.knows(newest)) {
      // The encoder counts from the beginning again, or never counts: the list goes on behind what is known of it.
      const last = segments.findLastIndex((segment) => this.knows(segment));
      return last < 0 ? nearEnd : segments[last + 1]?.sequence;
    }
    if (newest.sequence >= next - 1) this.oldLists = 0;
    else if (++this.oldLists >= PATIENCE) {
      this.oldLists = 0;
      return nearEnd;
    }
    return undefined;
  }

  private knows({ url, range }: HlsSegment): boolean {
    return this.known.has(nameOf(url, range));
  }
}

/** Without what lets somebody in, which is another at each connection. */
function nameOf({ origin, pathname }: URL, range: HlsSegment['range']): string {
  return `${origin}${pathname} ${range?.offset ?? 0}`;
}
