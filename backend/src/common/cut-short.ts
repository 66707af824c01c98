/**
 * What is shorter than so much of the whole is not all of it. Lengths as they are told are off by some seconds; what a bit rate and a
 * size come to, or what an output guesses from the beginning, is off by a quarter.
 */
const LEAST_SHARE = 0.6;
/** And lacks so much: of a jingle that is told to be longer than it is, nobody makes previews. */
const LEAST_LACKING_MS = 20_000;

/** Whether sound of this length is no more than a beginning: a preview, or a file that is cut. @param wholeMs as it is told */
export function isCutShort(thereMs: number, wholeMs: number): boolean {
  return thereMs < wholeMs * LEAST_SHARE && wholeMs - thereMs >= LEAST_LACKING_MS;
}
