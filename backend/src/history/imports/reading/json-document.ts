import { MAX_RECORD, parseRecord, TOO_LONG, UnreadableFile, type FileRecord } from './record.js';

/** Nothing real is nested deeper. */
const MAX_DEPTH = 64;
/** Keys that matter are shorter. */
const MAX_KEY = 64;

const [QUOTE, COLON, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, SPACE, COMMA] = [34, 58, 91, 92, 93, 123, 125, 32, 44]; // prettier-ignore

/** A list or an object that is open. */
interface Level {
  readonly isList: boolean;
  /** Of the value that is being read, in an object. */
  key?: string;
}

/**
 * Reads a JSON document of any size, a record at a time. Records are the objects in its lists: in the outermost, or in
 * those that lie under wrapping keys at any depth (`{"recenttracks": {"track": [record, …]}}`).
 * @throws UnreadableFile its brackets do not fit; what came before has been given
 */
export async function* jsonDocument(
  texts: AsyncIterable<string>,
  wrappers: ReadonlySet<string>,
): AsyncGenerator<FileRecord> {
  const reader = new DocumentReader(wrappers);
  for await (const text of texts) yield* reader.read(text);
  reader.end();
}

class DocumentReader {
  private readonly levels: Level[] = [];
  /** What is read of the record that is open, or of a key; the rest has been dropped. */
  private text = '';
  private at = 0;
  private line = 0;
  /** Where the record begins in `text`, and how deep it lies. */
  private start = -1;
  private depth = 0;
  private isTooLong = false;
  private isInString = false;
  private isEscaped = false;
  private stringStart = -1;
  private lastString = '';
  private wasOpened = false;

  constructor(private readonly wrappers: ReadonlySet<string>) {}

  *read(more: string): Generator<FileRecord> {
    this.text += more;
    while (this.at < this.text.length) {
      const sign = this.text.charCodeAt(this.at);
      if (this.isInString) this.inString(sign);
      else if (sign > SPACE) {
        const record = this.outside(sign);
        if (record) yield record;
      }
      this.at++;
    }
    this.forget();
  }

  end(): void {
    if (this.levels.length > 0 || this.isInString)
      throw new UnreadableFile('The file ends in the midst of it.', { code: 'import-damaged' });
    if (!this.wasOpened) throw new UnreadableFile('There is nothing in it.', { code: 'import-empty' });
  }

  private inString(sign: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (sign === BACKSLASH) this.isEscaped = true;
    else if (sign === QUOTE) {
      this.isInString = false;
      this.lastString = this.stringStart < 0 ? '' : this.text.slice(this.stringStart, this.at);
      this.stringStart = -1;
    } else if (this.stringStart >= 0 && this.at - this.stringStart > MAX_KEY) this.stringStart = -1;
  }

  private outside(sign: number): FileRecord | undefined {
    if (sign === QUOTE) {
      this.isInString = true;
      this.stringStart = this.at + 1;
      return this.requireOpen();
    }
    if (sign === COLON) return this.named();
    if (sign === OPEN_OBJECT || sign === OPEN_LIST) return this.open(sign === OPEN_LIST);
    if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) return this.close(sign === CLOSE_LIST);
    return sign === COMMA ? undefined : this.requireOpen();
  }

  private requireOpen(): undefined {
    if (this.levels.length === 0) throw new UnreadableFile('It is no JSON.', { code: 'import-unknown-kind' });
  }

  private named(): undefined {
    const level = this.levels.at(-1);
    if (level && !level.isList) level.key = this.lastString;
  }

  private open(isList: boolean): undefined {
    if (this.levels.length >= MAX_DEPTH)
      throw new UnreadableFile('It is nested too deeply.', { code: 'import-unknown-kind' });
    this.wasOpened = true;
    const isWrapped = this.isUnderWrapper();
    // What turns out to wrap records is none.
    if (isWrapped && this.start >= 0 && this.levels.length === this.depth + 1) this.start = -1;
    if (!isList && this.start < 0 && (isWrapped || this.isInList())) {
      this.start = this.at;
      this.depth = this.levels.length;
      this.isTooLong = false;
    }
    this.levels.push({ isList });
  }

  private close(isList: boolean): FileRecord | undefined {
    const level = this.levels.pop();
    if (level?.isList !== isList) throw new UnreadableFile('Its brackets do not fit.', { code: 'import-damaged' });
    if (this.start < 0 || this.levels.length !== this.depth) return undefined;
    const place = { line: ++this.line };
    const text = this.text.slice(this.start, this.at + 1);
    this.start = -1;
    return this.isTooLong ? { place, ...TOO_LONG } : parseRecord(text, place);
  }

  /** Whether the value that begins here lies directly under a wrapping key. */
  private isUnderWrapper(): boolean {
    const key = this.levels.at(-1)?.key;
    return key !== undefined && this.wrappers.has(key);
  }

  /** Whether the value that begins here is the document, or an element of a list that is it or lies under a wrapper. */
  private isInList(): boolean {
    const inner = this.levels.at(-1);
    if (!inner) return true;
    if (!inner.isList) return false;
    const outer = this.levels.at(-2);
    return !outer || outer.isList || (outer.key !== undefined && this.wrappers.has(outer.key));
  }

  /** Keeps no more text than is needed to go on. */
  private forget(): void {
    const isKept = this.start >= 0 && !this.isTooLong;
    if (isKept && this.at - this.start > MAX_RECORD) this.isTooLong = true;
    const from = this.start >= 0 && !this.isTooLong ? this.start : this.stringStart >= 0 ? this.stringStart : this.at;
    this.text = this.text.slice(from);
    this.at -= from;
    this.stringStart = this.stringStart < 0 ? -1 : this.stringStart - from;
    // Where a record that is too long begins does not matter any more, only that it is open.
    if (this.start >= 0) this.start = this.isTooLong ? 0 : this.start - from;
  }
}
