import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, encodeLive, readLive } from '../../../../test/support/live-samples.js';
import { TsReader } from './ts-reader.js';

const MAP_PID = 0x1000;
const SOUND_PID = 0x100;
const METADATA_PID = 0x101;
const PAYLOAD_BYTES = 184;

/** Packets of one stream: the first begins something, the last is filled up. */
function packets(pid: number, payload: Buffer): Buffer {
  const made: Buffer[] = [];
  for (let at = 0; at < payload.length; at += PAYLOAD_BYTES) {
    const piece = payload.subarray(at, at + PAYLOAD_BYTES);
    const begins = at === 0 ? 0x40 : 0;
    const missing = PAYLOAD_BYTES - piece.length;
    const head = Buffer.from([0x47, begins | (pid >>> 8), pid & 0xff, missing > 0 ? 0x30 : 0x10]);
    const filling =
      missing === 0
        ? []
        : [missing - 1, ...(missing > 1 ? [0] : []), ...Array<number>(Math.max(0, missing - 2)).fill(0xff)];
    made.push(head, Buffer.from(filling), piece);
  }
  return Buffer.concat(made);
}

/** A table with its length, without a checksum that anybody would look at. */
function section(id: number, body: readonly number[]): Buffer {
  const length = body.length + 4;
  return Buffer.from([0, id, 0xb0 | (length >>> 8), length & 0xff, ...body, 0, 0, 0, 0]);
}

function programList(mapPid = MAP_PID): Buffer {
  return packets(0, section(0, [0, 1, 0xc1, 0, 0, 0, 1, 0xe0 | (mapPid >>> 8), mapPid & 0xff]));
}

function programMap(streams: readonly (readonly [type: number, pid: number])[], descriptorBytes = 0): Buffer {
  const entries = streams.flatMap(([type, pid]) => [
    type, 0xe0 | (pid >>> 8), pid & 0xff, 0xf0 | (descriptorBytes >>> 8), descriptorBytes & 0xff,
    ...Array<number>(descriptorBytes).fill(7),
  ]); // prettier-ignore
  return packets(MAP_PID, section(2, [0, 1, 0xc1, 0, 0, 0xe1, 0, 0xf0, 0, ...entries]));
}

/** With a time, which is skipped. */
function pes(streamId: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 1, streamId, 0, 0, 0x84, 0x80, 5, 0x21, 0, 1, 0, 1]), payload]);
}

function tag(title: string, artist: string, filling = 0): Buffer {
  const frame = (id: string, body: Buffer): Buffer => {
    return Buffer.concat([Buffer.from(id), Buffer.from([0, 0, body.length >>> 7, body.length & 0x7f, 0, 0]), body]);
  };
  const text = (value: string): Buffer => Buffer.concat([Buffer.from([3]), Buffer.from(value)]);
  const frames = Buffer.concat([
    frame('PRIV', Buffer.alloc(filling + 1)),
    frame('TIT2', text(title)),
    frame('TPE1', text(artist)),
  ]);
  return Buffer.concat([
    Buffer.from('ID3\x04\0\0\0\0', 'latin1'),
    Buffer.from([frames.length >>> 7, frames.length & 0x7f]),
    frames,
  ]);
}

describe('a transport stream', () => {
  let aac: Buffer;
  const half = (): number => Math.floor(aac.length / 2);
  const sound = (from: number, to?: number): Buffer => packets(SOUND_PID, pes(0xc0, aac.subarray(from, to)));
  const both = [[0x0f, SOUND_PID], [0x15, METADATA_PID]] as const; // prettier-ignore

  beforeAll(() => {
    aac = encodeLive(2, ['-c:a', 'aac', '-f', 'adts']);
  }, 60_000);

  it.each([
    ['in one packet', 0],
    ['over several packets', 900],
  ])('tells titles of its timed metadata, %s, at the sound that they stand before', (_, filling) => {
    const stream = Buffer.concat([
      programList(), programMap(both), packets(METADATA_PID, pes(0xbd, tag('One', 'A', filling))), sound(0, half()),
      packets(METADATA_PID, pes(0xbd, tag('Two', 'B', filling))), packets(METADATA_PID, pes(0xbd, tag('Two', 'B'))), sound(half()),
    ]); // prettier-ignore
    const parts = readLive(new TsReader(), stream, [100]);
    expect(bytesOf(parts).equals(aac)).toBe(true);
    expect(parts.flatMap((part) => (part.kind === 'title' ? [part.title] : []))).toEqual([
      { text: 'A - One', artist: 'A', title: 'One' },
      { text: 'B - Two', artist: 'B', title: 'Two' },
    ]);
    const second = parts.findIndex((part) => part.kind === 'title' && part.title?.title === 'Two');
    const before = bytesOf(parts.slice(0, second)).length;
    // The frame that the packets cut in two is heard behind it.
    expect(half() - before).toBeGreaterThanOrEqual(0);
    expect(half() - before).toBeLessThan(2_000);
  });

  it('has its map in several packets, and pictures that are left out', () => {
    const video = [0x1b, 0x102] as const;
    const map = programMap([video, ...both], 120);
    expect(map.length).toBeGreaterThan(188);
    const stream = Buffer.concat([programList(), map, packets(0x102, Buffer.alloc(1_000, 0xff)), sound(0)]);
    expect(bytesOf(readLive(new TsReader(), stream)).equals(aac)).toBe(true);
  });

  it('without a sound that is known, or locked, has none', () => {
    const other = Buffer.concat([programList(), programMap([[0x81, SOUND_PID]]), sound(0)]);
    expect(readLive(new TsReader(), other)).toEqual([]);
    const locked = sound(0);
    for (let at = 0; at < locked.length; at += 188) locked[at + 3] = (locked[at + 3] ?? 0) | 0x80;
    expect(readLive(new TsReader(), Buffer.concat([programList(), programMap(both), locked]))).toEqual([]);
  });
});
