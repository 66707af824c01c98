/**
 * Invented but real-looking names for the synthetic library. Words follow a Zipf-like law, as in real collections, so
 * that searches have common words (“the” in most titles) as well as rare ones (in one title of ten thousand).
 */

/** A small seeded generator (mulberry32): the same seed gives the same library everywhere. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `below` − 1. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(from: readonly T[]): T {
    const value = from[this.below(from.length)];
    if (value === undefined) throw new RangeError('Nothing to pick from.');
    return value;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  uuid(): string {
    const hex = Array.from({ length: 8 }, () => this.below(0x10000).toString(16).padStart(4, '0'));
    return `${hex[0]}${hex[1]}-${hex[2]}-4${hex[3]?.slice(1)}-a${hex[4]?.slice(1)}-${hex[5]}${hex[6]}${hex[7]}`;
  }
}

const COMMON_WORDS =
  'the of love in my night you to a blue and on for heart home river light with summer from dance moon song little rain ' +
  'dream black time white city fire sun day star wild house road winter gold sea long blood sweet girl boy sky train lost ' +
  'morning silver shadow wind glass water red stone eyes machine garden paper electric velvet mirror hollow ghost echo';
const SYLLABLES =
  'ka lo mi ren tor vel sha bri nan du gra fi sol mar ven tho lin ash kor pel wy dra bel ro si tan quo ul em ber ny zo ' +
  'öl é ñi jas kir ost vin gar hel ly';

/** Words by rank; word k is drawn about 1/k as often as the first. */
export class Vocabulary {
  private readonly words: string[];
  private readonly cumulative: number[];

  constructor(random: Random, size: number) {
    const syllables = SYLLABLES.split(' ');
    const words = new Set(COMMON_WORDS.split(' '));
    while (words.size < size) {
      let word = '';
      for (let n = 2 + random.below(3); n > 0; n--) word += random.pick(syllables);
      words.add(word);
    }
    this.words = [...words];
    let sum = 0;
    this.cumulative = this.words.map((_, rank) => (sum += 1 / (rank + 1) ** 0.9));
  }

  word(random: Random): string {
    const wanted = random.next() * (this.cumulative.at(-1) ?? 0);
    let low = 0;
    let high = this.cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cumulative[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.words[low] ?? '';
  }

  /** One to `most` words, each with a capital. */
  phrase(random: Random, most: number): string {
    return Array.from({ length: 1 + random.below(most) }, () => this.word(random))
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ');
  }
}

export const GENRES = [
  'Rock', 'Electronic', 'Jazz', 'Ambient', 'Folk', 'Hip-Hop', 'Classical', 'Pop', 'Metal', 'Soul', 'Dub', 'Techno',
  'Indie Rock', 'Post-Rock', 'Shoegaze', 'Trip Hop', 'Blues', 'Reggae', 'House', 'Drum and Bass',
] as const; // prettier-ignore

/** What the tags of one synthetic file say. */
export interface SyntheticTags {
  title: string;
  artists: readonly string[];
  album: string;
  albumArtist: string;
  year: number;
  genres: readonly string[];
  trackNumber: number;
  trackTotal: number;
  discNumber: number;
  discTotal: number;
  trackGainDb: number;
  recordingId: string;
  releaseId: string;
}
