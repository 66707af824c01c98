import type { AudioBytes } from './audio-bytes';
import { GrowingFile } from './growing-file';

const content = Uint8Array.from({ length: 100 }, (_, i) => i);

/** What is being made, piece by piece. */
function made(): { reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>; maker: Maker } {
  let maker: Maker | undefined;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => void (maker = controller) });
  return { reader: stream.getReader(), maker: maker! };
}
type Maker = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

const finished: AudioBytes = {
  read: (offset, length) => Promise.resolve(content.subarray(offset, offset + length)),
  sizeBytes: () => Promise.resolve(content.length),
};
const never: AudioBytes = {
  read: () => Promise.reject(new Error('read elsewhere')),
  sizeBytes: () => Promise.reject(new Error('asked elsewhere')),
};

describe('GrowingFile', () => {
  it('gives what is there, waits for what is not, and ends where it ends', async () => {
    const { reader, maker } = made();
    const file = new GrowingFile(reader, never);
    maker.enqueue(content.slice(0, 20));
    expect(await file.read(5, 10)).toEqual(content.subarray(5, 15));
    const across = file.read(15, 30);
    maker.enqueue(content.slice(20, 40));
    maker.enqueue(content.slice(40));
    expect(await across).toEqual(content.subarray(15, 45));
    const beyond = file.read(90, 50);
    maker.close();
    expect(await beyond).toEqual(content.subarray(90));
    expect(await file.sizeBytes()).toBe(100);
  });

  it('is read from what it has become where it breaks off', async () => {
    const { reader, maker } = made();
    const file = new GrowingFile(reader, finished);
    maker.enqueue(content.slice(0, 20));
    const read = file.read(10, 40);
    maker.error(new TypeError('network error'));
    expect(await read).toEqual(content.subarray(10, 50));
    expect(await file.sizeBytes()).toBe(100);
  });
});
