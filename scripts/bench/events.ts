import { Agent, get, request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { median, quantile, type Row } from './report.ts';
import { residentMb } from './processes.ts';

const IDLE = 500;
const ACTIVE = 50;
/** Each active subscriber changes something about this often. */
const CHANGE_EVERY_MS = 5_000;
const SAMPLE_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;
/** Until the engine's young generation has the size that it keeps; memory is looked at from then on. */
const WARM_UP_MINUTES = 5;
const TARGET_P99_MS = 200;
/** Of 550 connections: what the first half of the time is allowed to differ from the second. */
const FLAT = 1.1;

interface Player {
  readonly revision: number;
  readonly serverTimeMs: number;
}

/**
 * Event subscribers, most of them idle, some of them also changing the player: how long until a change has reached
 * every one of them, and whether memory stays flat.
 */
export async function benchEvents(server: { url: string; pid: number }, minutes: number): Promise<Row[]> {
  const api = `${server.url}api/v1/playback`;
  const arrivals = new Map<number, { readonly sentAtMs: number; count: number; lastAtMs: number }>();
  const sockets: IncomingMessage[] = [];
  await playSomething(api);
  const onPlayer = ({ revision, serverTimeMs }: Player): void => {
    const arrival = arrivals.get(revision) ?? { sentAtMs: serverTimeMs, count: 0, lastAtMs: 0 };
    arrivals.set(revision, { ...arrival, count: arrival.count + 1, lastAtMs: Date.now() });
  };
  for (let i = 0; i < IDLE + ACTIVE; i++)
    sockets.push(await subscribe(`${server.url}api/v1/events?topics=player,scan,sources`, onPlayer));
  arrivals.clear();

  const warmAt = Date.now() + WARM_UP_MINUTES * MINUTE_MS;
  const until = warmAt + minutes * MINUTE_MS;
  const memory: number[] = [];
  const watch = (async () => {
    while (Date.now() < until) {
      if (Date.now() > warmAt) memory.push(residentMb(server.pid).now);
      await delay(SAMPLE_EVERY_MS);
    }
  })();
  // The server closes idle connections after as long as a client pauses here: none is kept for the next change.
  const agent = new Agent({ maxSockets: ACTIVE });
  await Promise.all([watch, ...Array.from({ length: ACTIVE }, (_, i) => change(api, agent, i, until))]);
  await delay(1_000);
  for (const socket of sockets) socket.destroy();
  agent.destroy();

  const complete = [...arrivals.values()].filter(({ count }) => count === IDLE + ACTIVE);
  const times = complete.map(({ sentAtMs, lastAtMs }) => lastAtMs - sentAtMs);
  const half = Math.floor(memory.length / 2);
  const [before, after] = [median(memory.slice(0, half)), median(memory.slice(half))];
  return [
    {
      what: `a change has reached all ${IDLE + ACTIVE} subscribers (p99 of ${times.length}, ${arrivals.size - times.length} incomplete)`,
      measured: `${quantile(times, 0.99)} ms`,
      reference: `${TARGET_P99_MS} ms`,
      ratio: quantile(times, 0.99) / TARGET_P99_MS,
      target: { atMost: 1 },
    },
    {
      what: `memory with ${IDLE + ACTIVE} subscribers, second against first half of ${minutes} min, after ${WARM_UP_MINUTES}`,
      measured: `${after.toFixed(0)} MB`,
      reference: `${before.toFixed(0)} MB`,
      ratio: after / before,
      target: { atMost: FLAT },
    },
  ];
}

/** So that events tell of a current track and the next one, as they do in life. */
async function playSomething(api: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const put = { method: 'PUT', headers, body: JSON.stringify({ name: 'Bench', kind: 'browser' }) };
  const { revision } = (await (await fetch(`${api}/outputs/bench-output`, put)).json()) as Player;
  const { items } = (await (await fetch(new URL('albums', api))).json()) as { items: { id: string }[] };
  const body = JSON.stringify({ revision, subject: { kind: 'album', id: items[0]?.id }, outputId: 'bench-output' });
  const played = await fetch(`${api}/play`, { method: 'POST', headers, body });
  if (!played.ok) throw new Error(await played.text());
}

/** Sets the volume now and then; what is stale by the time it arrives is simply not done, as by any client. */
async function change(api: string, agent: Agent, client: number, until: number): Promise<void> {
  await delay((client / ACTIVE) * CHANGE_EVERY_MS);
  while (Date.now() < until) {
    const { revision } = JSON.parse(await send('GET', api, agent)) as Player;
    await send('POST', `${api}/volume`, agent, { revision, volume: (revision * 7 + client) % 101 });
    await delay(CHANGE_EVERY_MS);
  }
}

function subscribe(url: string, onPlayer: (player: Player) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const [, data] = /^event: player\ndata: (.*)$/m.exec(event) ?? [];
          if (data !== undefined) onPlayer(JSON.parse(data) as Player);
        }
      });
      response.on('error', () => undefined);
      resolve(response);
    }).on('error', reject);
  });
}

function send(method: string, url: string, agent: Agent, body?: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk)).on('end', () => resolve(text));
    });
    sent.on('error', reject).end(body && JSON.stringify(body));
  });
}
