/** From a first byte up to an end that is not in it. */
interface Extent {
  readonly first: number;
  readonly end: number;
}

/** Which bytes of a file are there. */
export class Extents {
  /** In order; none touches another. */
  private list: Extent[] = [];

  /** @returns undefined for a text that `toString` has not made */
  static parse(text: string): Extents | undefined {
    const extents = new Extents();
    for (const stretch of text === '' ? [] : text.split(',')) {
      const [, first, end] = /^(\d{1,15})-(\d{1,15})$/.exec(stretch) ?? [];
      if (first === undefined || Number(first) >= Number(end)) return undefined;
      extents.add(Number(first), Number(end));
    }
    return extents;
  }

  get bytes(): number {
    return this.list.reduce((sum, { first, end }) => sum + end - first, 0);
  }

  /** Behind the last byte that is there. */
  get end(): number {
    return this.list.at(-1)?.end ?? 0;
  }

  /** So far everything is there from a position on; the position itself where nothing is. */
  endFrom(position: number): number {
    return this.list.find(({ first, end }) => first <= position && position < end)?.end ?? position;
  }

  /** From here on everything is there up to a position; the position itself where nothing is before it. */
  startUpTo(position: number): number {
    return this.list.find(({ first, end }) => first < position && position <= end)?.first ?? position;
  }

  /** Where the next stretch begins behind a position that is not there; Infinity where none does. */
  nextFrom(position: number): number {
    return this.list.find(({ first }) => first >= position)?.first ?? Infinity;
  }

  add(first: number, end: number): void {
    const touching = this.list.filter((other) => other.first <= end && first <= other.end);
    const joined = {
      first: Math.min(first, ...touching.map((other) => other.first)),
      end: Math.max(end, ...touching.map((other) => other.end)),
    };
    this.list = [...this.list.filter((other) => !touching.includes(other)), joined].sort((a, b) => a.first - b.first);
  }

  clear(): void {
    this.list = [];
  }

  toString(): string {
    return this.list.map(({ first, end }) => `${first}-${end}`).join(',');
  }
}
