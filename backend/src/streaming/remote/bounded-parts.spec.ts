import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeMusic, FakeSource } from '../../../test/support/fake-source.js';
import type { FakeAnswer, FakeRequest } from '../../../test/support/fake-upstream.js';
import { RemoteApp, soundOf } from '../../../test/support/remote-app.js';

const MIB = 1024 ** 2;
const CONTENT = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), soundOf(0, 6 * MIB + 1)]);
const ONE = '/stream/fake:one';

let remote: RemoteApp;
let music: FakeMusic;
let source: FakeSource;
/** Largest part that the host gives. */
let mostBytes: number;
/** From where on the host gives nothing, to an address that has this in it. */
let refuses: { readonly from: number; readonly address: string } | undefined;

beforeEach(async () => {
  remote = await RemoteApp.start();
  ({ music, source } = remote);
  music.audio = CONTENT;
  source.location = { mostBytesAtOnce: 10 * MIB };
  mostBytes = 10 * MIB;
  refuses = undefined;
  music.lastingFault = (response, request) => {
    const { status, headers, body } = answer(request);
    response.writeHead(status, headers).end(body);
  };
});
afterEach(() => remote.stop());

function answer({ headers, path }: FakeRequest): FakeAnswer {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const [from, end] = [Number(first), Math.min(Number(last) + 1, CONTENT.length)];
  const isRefused = first === undefined || end - from > mostBytes;
  if (isRefused || (refuses && path.includes(refuses.address) && from >= refuses.from)) {
    return { status: 403, headers: { 'Content-Type': 'text/plain' }, body: '' };
  }
  const range = `bytes ${from}-${end - 1}/${CONTENT.length}`;
  const told = {
    'Content-Type': 'audio/mpeg',
    'Content-Range': range,
    'Last-Modified': 'Sat, 02 May 2026 11:51:54 GMT',
  };
  return { status: 206, headers: told, body: CONTENT.subarray(from, end) };
}

const parts = (): string[] => music.requests.flatMap(({ headers }) => headers.range ?? []);

describe('audio of a host that gives bounded parts only', () => {
  it('is whole, by little first and then by ever more', async () => {
    await remote.expectSound(ONE, CONTENT);
    const sizes = parts().map((range) => {
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
      return (Number(last) + 1 - Number(first)) / MIB;
    });
    expect(sizes).toEqual([0.25, 1, 4, 10]);
  });

  it('is heard from anywhere, and kept', async () => {
    const part = await remote.app.get(ONE, { range: `bytes=${5 * MIB}-` });
    expect([part.status, part.body.equals(CONTENT.subarray(5 * MIB))]).toEqual([206, true]);
    await remote.expectSound(ONE, CONTENT);
    const asked = parts().length;
    await remote.expectSound(ONE, CONTENT);
    expect(parts()).toHaveLength(asked);
  });

  it('is asked for by less where so much is refused', async () => {
    mostBytes = MIB;
    await remote.expectSound(ONE, CONTENT);
    expect(source.located).toBe(1);
  });

  it('goes on at the byte by another address where one gives no more', async () => {
    refuses = { from: MIB, address: 'ticket=1' };
    await remote.expectSound(ONE, CONTENT);
    expect(source.located).toBe(2);
  });

  it('is given up where no address gives more, after as many as the source thinks worth it', async () => {
    refuses = { from: MIB, address: '' };
    Object.assign(source.capabilities.streams!, { mostLocations: 2 });
    const failure = await remote.app.get(ONE).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(source.located).toBe(3);
  });
});
