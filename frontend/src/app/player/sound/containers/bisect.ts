/** Where in the file a sample is. */
export interface Place {
  readonly offset: number;
  /** The first sample that begins there. */
  readonly at: number;
}

/** Enough for any file: every step at least halves what is left after the first few. */
const MAX_STEPS = 40;

/**
 * A place at or before a sample, less than `nearSamples` away where the file allows it.
 * @param find the first place from that offset on, within the bounds; undefined when there is none
 */
export async function bisected(
  first: Place,
  end: Place,
  sample: number,
  nearSamples: number,
  find: (offset: number, low: Place, high: Place) => Promise<Place | undefined>,
): Promise<Place> {
  let low = first;
  let high = end;
  for (let step = 0; step < MAX_STEPS && sample - low.at >= nearSamples && high.offset - low.offset > 1; step++) {
    // By proportion, a little early; in between by halves, for files whose bit rate changes a lot.
    const share = step % 3 === 2 ? 0.5 : Math.max(0, sample - nearSamples / 2 - low.at) / Math.max(1, high.at - low.at);
    const offset = low.offset + 1 + Math.floor(Math.min(share, 0.98) * (high.offset - low.offset - 1));
    const found = await find(offset, low, high);
    if (found && found.at <= sample) low = found;
    else high = { offset, at: found?.at ?? high.at };
  }
  return low;
}
