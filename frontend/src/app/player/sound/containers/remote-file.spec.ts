import { RemoteFile } from './remote-file';

const BLOCK = 256 * 1024;
const content = Uint8Array.from({ length: 3 * BLOCK + 100 }, (_, i) => (i * 31) >>> 5);

/** Stands where the network is; answers ranges of the content unless told otherwise. */
class Network {
  readonly asked: { range: string; ifMatch?: string }[] = [];
  readonly failures: (Response | Error)[] = [];

  readonly fetch = (
    _url: string,
    { headers, signal }: { headers: Record<string, string>; signal: AbortSignal },
  ): Promise<Response> => {
    signal.throwIfAborted();
    const range = headers.Range ?? '';
    this.asked.push({ range, ...(headers['If-Match'] && { ifMatch: headers['If-Match'] }) });
    const failure = this.failures.shift();
    if (failure instanceof Error) return Promise.reject(failure);
    if (failure) return Promise.resolve(failure);
    const [first = 0, last = 0] = range.slice(6).split('-').map(Number);
    const part = content.slice(first, last + 1);
    if (part.length === 0) return Promise.resolve(new Response(null, { status: 416 }));
    const headersOut = { 'Content-Range': `bytes ${first}-${first + part.length - 1}/${content.length}`, ETag: '"a"' };
    return Promise.resolve(new Response(part, { status: 206, headers: headersOut }));
  };
}

describe('RemoteFile', () => {
  let network: Network;
  let life: AbortController;
  let file: RemoteFile;

  beforeEach(() => {
    vi.useFakeTimers();
    network = new Network();
    vi.stubGlobal('fetch', network.fetch);
    life = new AbortController();
    file = new RemoteFile('stream/x', life.signal);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('reads over the borders of blocks, and to the end and no further', async () => {
    expect(await file.read(BLOCK - 5, 10)).toEqual(content.subarray(BLOCK - 5, BLOCK + 5));
    expect(await file.read(10, 2 * BLOCK + 50)).toEqual(content.subarray(10, 2 * BLOCK + 60));
    expect(await file.read(content.length - 20, 1_000)).toEqual(content.subarray(-20));
    expect(await file.read(content.length + 5, 10)).toHaveLength(0);
    expect(await file.sizeBytes()).toBe(content.length);
  });

  it('asks for nothing twice that it has just read', async () => {
    await file.read(0, 100);
    await file.read(50, 1_000);
    expect(network.asked.map(({ range }) => range)).toEqual([`bytes=0-${BLOCK - 1}`]);
  });

  it('insists on the same file', async () => {
    await file.read(0, 10);
    network.failures.push(new Response(null, { status: 412 }));
    await expect(file.read(BLOCK, 10)).rejects.toThrow('412');
    expect(network.asked[1]?.ifMatch).toBe('"a"');
  });

  it('waits out a lost network, a server that starts, an answer that breaks off', async () => {
    const short = new Response(new Uint8Array(9), { status: 206, headers: { 'Content-Range': 'bytes 0-9/5000' } });
    network.failures.push(new TypeError('Failed to fetch'), new Response(null, { status: 503 }), short);
    const read = file.read(0, 10);
    await vi.runAllTimersAsync();
    expect(await read).toEqual(content.subarray(0, 10));
    expect(network.asked).toHaveLength(4);
  });

  it('does not wait where the server says why it cannot send it, but where it says when', async () => {
    const problem = { 'Content-Type': 'application/problem+json; charset=utf-8' };
    network.failures.push(new Response('{}', { status: 503, headers: { ...problem, 'Retry-After': '3' } }));
    const read = file.read(0, 10);
    await vi.runAllTimersAsync();
    expect(await read).toHaveLength(10);
    network.failures.push(new Response('{}', { status: 503, headers: problem }));
    await expect(file.read(BLOCK, 10)).rejects.toThrow('why');
  });

  it('stops waiting when nobody wants the file any more', async () => {
    network.failures.push(new TypeError('Failed to fetch'));
    const read = file.read(0, 10);
    const refused = expect(read).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(10);
    life.abort(new Error('enough'));
    await refused;
    await vi.runAllTimersAsync();
    expect(network.asked).toHaveLength(1);
  });

  it.each([404, 200])('gives up at an answer of %i', async (status) => {
    network.failures.push(new Response(null, { status }));
    await expect(file.read(0, 10)).rejects.toThrow(String(status));
  });
});
