import { execFileSync } from 'node:child_process';
import { createReadStream, mkdirSync, openSync, closeSync, readSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { answers, isInstalled, residentMb, startMeasured, type Measured } from './processes.ts';
import { freePort } from '../support/free-port.mjs';
import { median, type Row } from './report.ts';

/** What streams are measured on. */
export interface StreamContext {
  /** Of a running server, with a slash at its end. */
  readonly baseUrl: string;
  readonly pid: number;
  /** A track of the server, and its file on this disk: some tens of megabytes. */
  readonly trackId: string;
  readonly file: string;
  /** A folder for whatever is needed. */
  readonly scratch: string;
}

const ROUNDS = 5;
const ROUND_SECONDS = 3;
const CLIENTS = 8;
const MIB = 1024 * 1024;
const FIRST_BYTES = 300;
const READERS = 200;
const READER_BYTES_PER_SECOND = 64 * 1024;
const READER_SECONDS = 5;

/** Whole files and ranges against nginx, first bytes against plain Node, and a crowd of slow readers. */
export async function benchStreams(context: StreamContext): Promise<Row[]> {
  const url = `${context.baseUrl}stream/${context.trackId}`;
  const size = statSync(context.file).size;
  const plain = await startPlainNode(context.file);
  const nginx = await startNginx(context);
  try {
    const rows: Row[] = [];
    const nginxUrl = nginx && `${nginx.url}${encodeURIComponent(basename(context.file))}`;
    if (nginxUrl !== undefined && (await isInstalled('wrk'))) {
      rows.push(throughput('whole file', url, nginxUrl, context.scratch, 0.9));
      rows.push(throughput('1 MiB ranges', url, nginxUrl, context.scratch, 0.6, { bytes: MIB, of: size }));
    } else console.error('Throughput is not measured without nginx and wrk (apt-get install nginx-light wrk).');
    rows.push(await firstBytes(url, plain.url, size));
    rows.push(sameBytes(await rangesOf(url, size), context.file));
    rows.push(...(await crowd(context, url)));
    return rows;
  } finally {
    plain.close();
    await nginx?.stop();
  }
}

function throughput(
  what: string,
  url: string,
  reference: string,
  scratch: string,
  atLeast: number,
  range?: { readonly bytes: number; readonly of: number },
): Row {
  const script = range && rangeScript(scratch, range.bytes, range.of);
  const own: number[] = [];
  const others: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(requestRate(url, script));
    others.push(requestRate(reference, script));
  }
  // The first round warms both up.
  const [measured, other] = [median(own.slice(1)), median(others.slice(1))];
  return {
    what: `${what}, ${CLIENTS} clients`,
    measured: `${Math.round(measured)} a second`,
    reference: `nginx ${Math.round(other)} a second`,
    ratio: measured / other,
    target: { atLeast },
  };
}

/** Requests answered in a second, as wrk counts them: a client in JavaScript would be what is measured. */
function requestRate(url: string, script: string | undefined): number {
  const args = ['-t1', `-c${CLIENTS}`, `-d${ROUND_SECONDS}`, ...(script === undefined ? [] : ['-s', script]), url];
  const output = execFileSync('wrk', args, { encoding: 'utf8' });
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1] ?? Number.NaN);
}

/** Tells wrk to ask for a random range each time. */
function rangeScript(scratch: string, bytes: number, size: number): string {
  const file = join(scratch, 'ranges.lua');
  writeFileSync(
    file,
    `request = function()
  local first = math.random(0, ${size - bytes})
  return wrk.format("GET", nil, { ["Range"] = "bytes=" .. first .. "-" .. (first + ${bytes - 1}) })
end
`,
  );
  return file;
}

async function firstBytes(url: string, reference: string, size: number): Promise<Row> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < 2 * FIRST_BYTES; round++) {
    const range = `bytes=${Math.floor(Math.random() * (size - MIB))}-`;
    const ms = await firstByteMs(round % 2 === 0 ? url : reference, range);
    if (round >= 50) (round % 2 === 0 ? times[0] : times[1]).push(ms);
  }
  const [measured, other] = [median(times[0]), median(times[1])];
  return {
    what: 'first byte of a random range',
    measured: `${measured.toFixed(2)} ms`,
    reference: `plain Node ${other.toFixed(2)} ms`,
    ratio: measured / other,
    target: { atMost: 3 },
  };
}

interface FetchedRange {
  readonly first: number;
  readonly body: Buffer;
}

async function rangesOf(url: string, size: number): Promise<FetchedRange[]> {
  const ranges: FetchedRange[] = [];
  for (let count = 0; count < 100; count++) {
    const first = Math.floor(Math.random() * size);
    const last = Math.min(size - 1, first + Math.floor(Math.random() * MIB));
    const answer = await fetch(url, { headers: { range: `bytes=${first}-${last}` } });
    ranges.push({ first, body: Buffer.from(await answer.arrayBuffer()) });
  }
  return ranges;
}

function sameBytes(ranges: readonly FetchedRange[], file: string): Row {
  const fd = openSync(file, 'r');
  const equal = ranges.filter(({ first, body }) => {
    const bytes = Buffer.alloc(body.length);
    return readSync(fd, bytes, 0, bytes.length, first) === body.length && bytes.equals(body);
  }).length;
  closeSync(fd);
  return {
    what: 'random ranges equal to the disk',
    measured: `${equal}`,
    reference: `${ranges.length}`,
    ratio: equal / ranges.length,
    target: { atLeast: 1 },
  };
}

/** Readers at the pace of music. */
async function crowd({ pid }: StreamContext, url: string): Promise<Row[]> {
  const before = residentMb(pid).now;
  const stop = new AbortController();
  const received = Array.from({ length: READERS }, () => 0);
  const readers = received.map((_, index) => paced(url, stop.signal, (bytes) => (received[index]! += bytes)));
  let most = 0;
  for (let second = 0; second < READER_SECONDS; second++) {
    await delay(1_000);
    most = Math.max(most, residentMb(pid).now);
  }
  stop.abort();
  await Promise.all(readers);
  const each = (most - before) / READERS;
  const wanted = READER_BYTES_PER_SECOND * READER_SECONDS;
  const least = Math.min(...received) / wanted;
  return [
    {
      what: `memory for each of ${READERS} paced readers`,
      measured: `${each.toFixed(2)} MB`,
      reference: '0.4 MB',
      ratio: each / 0.4,
      target: { atMost: 1 },
    },
    {
      what: `what the slowest of ${READERS} paced readers got`,
      measured: `${Math.round((least * wanted) / 1024)} KiB`,
      reference: `${Math.round(wanted / 1024)} KiB`,
      ratio: least,
      target: { atLeast: 0.8 },
    },
  ];
}

async function paced(url: string, signal: AbortSignal, got: (bytes: number) => void): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  socket.pause();
  while (!signal.aborted && !socket.destroyed) {
    const startedAt = performance.now();
    let taken = 0;
    while (taken < READER_BYTES_PER_SECOND / 10) {
      const chunk = socket.read() as Buffer | null;
      if (!chunk) break;
      taken += chunk.length;
    }
    got(taken);
    const pauseMs = Math.max(10, (taken / READER_BYTES_PER_SECOND) * 1_000 - (performance.now() - startedAt));
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  socket.destroy();
}

/** From the wish to connect to the first byte of an answer, in ms. */
function firstByteMs(url: string, range: string): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, headers: { range } }, (response) => {
      response.once('data', () => {
        resolve(performance.now() - startedAt);
        response.destroy();
      });
    });
    request.on('error', reject);
  });
}

/** The least that Node can do: open the file, send from where it was asked. */
async function startPlainNode(file: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const { size } = statSync(file);
    response.writeHead(206, { 'content-length': size - start, 'content-range': `bytes ${start}-${size - 1}/${size}` });
    const stream = createReadStream(file, { start });
    response.on('close', () => stream.destroy());
    stream.pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

/** One worker with sendfile; undefined where it is not installed. */
async function startNginx({ scratch, file }: StreamContext): Promise<Measured | undefined> {
  const home = join(scratch, 'nginx');
  mkdirSync(home, { recursive: true });
  const port = await freePort();
  const config = join(home, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home};`);
  writeFileSync(
    config,
    // As whoever runs the benchmark, who can read the file; tcp_nopush stalls small ranges by 40 ms.
    `daemon off; worker_processes 1; pid ${home}/pid; error_log ${home}/error.log;\n` +
      `${process.getuid?.() === 0 ? 'user root;' : ''}\nevents { worker_connections 1024; }\n` +
      `http { access_log off; sendfile on; tcp_nopush off; keepalive_requests 1000000; ${temporary.join(' ')}\n` +
      `server { listen 127.0.0.1:${port}; root "${dirname(file)}"; } }\n`,
  );
  const url = `http://127.0.0.1:${port}/`;
  try {
    const isUp = (): Promise<boolean> => answers(`${url}${encodeURIComponent(basename(file))}`);
    return await startMeasured('nginx', ['-c', config], url, isUp);
  } catch {
    return undefined;
  }
}
