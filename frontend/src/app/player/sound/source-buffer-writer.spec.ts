import { SourceBufferWriter } from './source-buffer-writer';

/** Stands where the browser's buffer is: jsdom has none. Every append adds ten seconds. */
class FakeBuffer extends EventTarget {
  mode = 'segments';
  timestampOffset = 0;
  appendWindowStart = 0;
  appendWindowEnd = Infinity;
  range = { start: 0, end: 0 };
  removed: [number, number][] = [];
  types: string[] = [];
  fullTimes = 0;

  get buffered(): { length: number; start: () => number; end: () => number } {
    return { length: this.range.end > 0 ? 1 : 0, start: () => this.range.start, end: () => this.range.end };
  }
  appendBuffer(): void {
    if (this.fullTimes-- > 0) throw new DOMException('full', 'QuotaExceededError');
    this.range.end += 10;
    this.finish();
  }
  remove(start: number, end: number): void {
    this.removed.push([start, end]);
    if (end === Infinity) this.range.end = start;
    else this.range.start = end;
    this.finish();
  }
  changeType(type: string): void {
    this.types.push(type);
  }
  private finish(): void {
    queueMicrotask(() => this.dispatchEvent(new Event('updateend')));
  }
}

describe('SourceBufferWriter', () => {
  let buffer: FakeBuffer;
  let playhead: number;
  let writer: SourceBufferWriter;
  const { signal } = new AbortController();
  const append = (): Promise<void> => writer.append(new Uint8Array(1), signal);

  beforeEach(() => {
    buffer = new FakeBuffer();
    playhead = 0;
    const source = { readyState: 'open', duration: NaN, addSourceBuffer: () => buffer };
    writer = new SourceBufferWriter(source as unknown as MediaSource, 'audio/mpeg', () => playhead);
  });

  it('throws away what lies far behind, and keeps a little to go back to', async () => {
    for (let n = 0; n < 6; n++) await append();
    expect(buffer.removed).toEqual([]);
    playhead = 45;
    await append();
    expect(buffer.removed).toEqual([[0, 25]]);
    playhead = 50;
    await append();
    expect(buffer.removed).toHaveLength(1);
  });

  it('waits while the buffer is full', async () => {
    vi.useFakeTimers();
    buffer.fullTimes = 3;
    const appended = append();
    await vi.runAllTimersAsync();
    await appended;
    expect(writer.end).toBe(10);
    vi.useRealTimers();
  });

  it('takes away only what is there', async () => {
    await append();
    await writer.cutFrom(10);
    await writer.cutFrom(4);
    expect(buffer.removed).toEqual([[4, Infinity]]);
  });

  it('puts frames without times one behind the other, others where they belong', () => {
    expect(buffer.mode).toBe('sequence');
    writer.changeType('audio/mp4; codecs="flac"');
    writer.changeType('audio/mp4; codecs="flac"');
    expect(buffer.mode).toBe('segments');
    expect(buffer.types).toHaveLength(1);
  });

  it('moves the times only where an item begins', () => {
    writer.place({ offset: 7, windowStart: 7.5, windowEnd: Infinity }, 0.25, true);
    writer.place({ offset: 7, windowStart: 7.5, windowEnd: 20 }, 3, false);
    expect(buffer).toMatchObject({ timestampOffset: 7.25, appendWindowStart: 7.5, appendWindowEnd: 20 });
  });
});
