import { textAt, viewOf } from './audio-bytes';
import { flacEntry, fragment, initSegment, opusEntry } from './fragmented-mp4';
import { latin } from './test-bytes';

/** Every box with where it begins and ends; those that hold boxes are looked into. */
function boxes(bytes: Uint8Array, from = 0, to = bytes.length): Record<string, { at: number; end: number }> {
  const found: Record<string, { at: number; end: number }> = {};
  for (let at = from; at + 8 <= to;) {
    const end = at + viewOf(bytes).getUint32(at);
    const type = textAt(bytes, at + 4, 4);
    found[type] = { at, end };
    if (['moov', 'trak', 'mdia', 'minf', 'stbl', 'mvex', 'moof', 'traf'].includes(type)) {
      Object.assign(found, boxes(bytes, at + 8, end));
    }
    at = end;
  }
  return found;
}

describe('fragmented MP4', () => {
  it('describes the sound in the time of its own samples', () => {
    const bytes = initSegment(flacEntry(new Uint8Array(34), 2, 24, 96_000), 96_000);
    const { mdhd, stsd, trex, moov } = boxes(bytes);
    expect(moov?.end).toBe(bytes.length);
    expect(viewOf(bytes).getUint32(mdhd!.at + 20)).toBe(96_000);
    expect(textAt(bytes, stsd!.at + 20, 4)).toBe('fLaC');
    // More than 16 bits hold: the greatest part of it that fits.
    expect(viewOf(bytes).getUint16(stsd!.at + 16 + 32)).toBe(48_000);
    expect(trex).toBeDefined();
  });

  it('says of every packet where it is, how long it is and how long it sounds', () => {
    const packets = [
      { data: Uint8Array.of(1, 2, 3), at: 5_000_000_000, samples: 1024 },
      { data: Uint8Array.of(4, 5), at: 5_000_001_024, samples: 960 },
    ];
    const bytes = fragment(packets);
    const view = viewOf(bytes);
    const { moof, tfdt, trun, mdat } = boxes(bytes);
    expect(view.getBigUint64(tfdt!.at + 12)).toBe(5_000_000_000n);
    const [count, offset, ...runs] = Array.from({ length: 6 }, (_, i) => view.getUint32(trun!.at + 12 + i * 4));
    expect([count, ...runs]).toEqual([2, 1024, 3, 960, 2]);
    expect([...bytes.subarray(moof!.at + offset!)]).toEqual([1, 2, 3, 4, 5]);
    expect(mdat?.end).toBe(bytes.length);
  });

  it('turns the numbers of Opus round, and leaves the delay to whoever appends', () => {
    const head = Uint8Array.from([...latin('OpusHead'), 1, 2, 0x38, 1, 0x44, 0xac, 0, 0, 0x34, 0x12, 0]);
    const entry = opusEntry(head, 3);
    expect([...entry.subarray(entry.length - 11)]).toEqual([0, 2, 0, 0, 0, 0, 0xbb, 0x80, 0x12, 0x37, 0]);
  });
});
