/** Where an item lies on the one line of time that an audio element plays. All in seconds of that line. */
export interface Segment {
  readonly itemId: string;
  /** Where the item's own second 0 is. */
  readonly origin: number;
  /** Where it ends; absent until all of it is appended. */
  end?: number;
}

/** Whole samples are not whole microseconds, and the element rounds. */
const ROUNDING_SECONDS = 0.000_01;

/** Items one behind the other, each beginning exactly where the one before ends. */
export class Timeline {
  private readonly segments: Segment[] = [];

  /** Puts an item at the end. The one before has to be closed. */
  append(itemId: string): Segment {
    const segment: Segment = { itemId, origin: this.segments.at(-1)?.end ?? 0 };
    this.segments.push(segment);
    return segment;
  }

  /** Takes a segment and all behind it away. */
  cut(segment: Segment): void {
    const index = this.segments.indexOf(segment);
    if (index >= 0) this.segments.splice(index);
  }

  /** What lies at that second; the last one goes on for ever. */
  at(seconds: number): Segment | undefined {
    return this.segments.findLast(({ origin }) => origin <= seconds + ROUNDING_SECONDS) ?? this.segments[0];
  }

  after(segment: Segment): Segment | undefined {
    return this.segments[this.segments.indexOf(segment) + 1];
  }

  /** Forgets what lies before a segment. */
  forgetBefore(segment: Segment): void {
    this.segments.splice(0, Math.max(0, this.segments.indexOf(segment)));
  }
}

/** What a SourceBuffer is told so that the sound, the whole sound and nothing but the sound of a file is buffered. */
export interface Placement {
  /** Added to the times in the file. */
  readonly offset: number;
  readonly windowStart: number;
  readonly windowEnd: number;
}

/**
 * @param skippedSamples what the decoder puts out before the sound begins
 * @param endsAt the sample behind the last of the sound; absent while it is not known
 */
export function placementOf(
  origin: number,
  { rateHz, skippedSamples }: { readonly rateHz: number; readonly skippedSamples: number },
  endsAt?: number,
): Placement {
  const offset = origin - skippedSamples / rateHz;
  return { offset, windowStart: origin, windowEnd: endsAt === undefined ? Infinity : offset + endsAt / rateHz };
}
