import { afterEach, describe, expect, it } from 'vitest';
import { SystemClock } from '../../common/index.js';
import { SourceUnavailable } from '../../sources/index.js';
import { UpstreamError } from '../../upstream/index.js';
import { LiveBody } from './live-body.js';
import { LiveChannel } from './live-channel.js';
import type { LiveConnection, LiveFormat, LivePart } from './live-part.js';

const MP3: LiveFormat = { codec: 'mp3', container: 'mp3', mimeType: 'audio/mpeg' };
const AAC: LiveFormat = { codec: 'aac', container: 'adts', mimeType: 'audio/aac' };
const BOUNDS = { mostMs: 600_000, mostBytes: 1024 * 1024 };
const NEVER = new AbortController().signal;
const PATIENT = { timeout: 60_000, interval: 20 };

/** What one connection brings, and how it ends. */
interface Script {
  readonly format?: LiveFormat;
  readonly parts: readonly LivePart[];
  /** Absent: it stays. */
  readonly end?: 'cleanly' | 'broken' | 'broken off';
}

const sound = (text: string, durationMs = 5_000): LivePart => ({ kind: 'sound', bytes: Buffer.from(text), durationMs });
const titled = (text: string | undefined): LivePart => ({
  kind: 'title',
  title: text === undefined ? undefined : { text },
});

/** A station that plays one script after the other, and stays with the last. */
class Station {
  connections = 0;
  closed = 0;
  readonly states: string[] = [];
  readonly channel: LiveChannel;

  constructor(private readonly scripts: readonly (Script | Error)[]) {
    this.channel = new LiveChannel({
      name: 'radio:1',
      connect: (signal) => this.connect(signal),
      bounds: BOUNDS,
      clock: new SystemClock(),
      changed: () => {
        const { state } = this.channel;
        if (this.states.at(-1) !== state) this.states.push(state);
      },
    });
  }

  body(): LiveBody {
    const { buffer } = this.channel;
    return new LiveBody('audio/mpeg', buffer, buffer.cursorAt(0), () => undefined);
  }

  private connect(signal: AbortSignal): Promise<LiveConnection> {
    const script = this.scripts[Math.min(this.connections++, this.scripts.length - 1)];
    if (!script || script instanceof Error) return Promise.reject(script ?? new Error('no script'));
    return Promise.resolve({ format: script.format ?? MP3, station: {}, parts: this.play(script, signal) });
  }

  private async *play({ parts, end }: Script, signal: AbortSignal): AsyncGenerator<LivePart> {
    try {
      yield* parts;
      if (end === 'broken off') throw new UpstreamError('broken-answer', 'A station');
      if (end === 'broken') throw new SourceUnavailable('The connection was lost.');
      if (end === undefined) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    } finally {
      this.closed++;
    }
  }
}

/** What a listener gets of it until it has so many bytes. */
async function heardOf(body: LiveBody, length: number): Promise<string> {
  const into = Buffer.alloc(64);
  let text = '';
  while (text.length < length) text += into.toString('utf8', 0, await body.read(into, 0, NEVER));
  return text;
}

describe('LiveChannel', () => {
  let station: Station | undefined;

  function listenTo(...scripts: readonly (Script | Error)[]): Station {
    return (station = new Station(scripts));
  }

  afterEach(async () => {
    station?.channel.close();
    await station?.channel.ended;
  });

  it('gives the same to everybody by one connection, however fast each reads', async () => {
    const radio = listenTo({ parts: ['one ', 'two ', 'three'].map((text) => sound(text)) });
    await radio.channel.ready(NEVER);
    const bodies = Array.from({ length: 20 }, () => radio.body());
    const heard = await Promise.all(bodies.map((body) => heardOf(body, 13)));
    expect(new Set(heard)).toEqual(new Set(['one two three']));
    expect(radio.connections).toBe(1);
  });

  it('goes on after a lost connection, with one row for a title that is told again', async () => {
    const parts = (text: string): LivePart[] => [titled('A - B'), sound(text)];
    const radio = listenTo({ parts: parts('one '), end: 'broken' }, { parts: parts('two '), end: 'cleanly' }, { parts: parts('three') }); // prettier-ignore
    await radio.channel.ready(NEVER);
    expect(await heardOf(radio.body(), 13)).toBe('one two three');
    expect(radio.connections).toBe(3);
    expect(radio.channel.buffer.titles.map(({ title }) => title?.text)).toEqual(['A - B']);
    // Nobody has noticed.
    expect(radio.states.at(-1)).toBe('live');
    expect(radio.states).not.toContain('lost');
  });

  it('tells how it is lost, and that it is back', async () => {
    const radio = listenTo(
      { parts: [sound('one ')], end: 'broken' },
      new SourceUnavailable('It does not answer.'),
      new SourceUnavailable('It does not answer.'),
      { parts: [sound('two')] },
    );
    await radio.channel.ready(NEVER);
    const hearing = heardOf(radio.body(), 7);
    await expect.poll(() => radio.channel.reason, PATIENT).toBe('It does not answer.');
    expect(await hearing).toBe('one two');
    await expect.poll(() => radio.states, PATIENT).toEqual(['live', 'lost', 'live']);
    expect(radio.channel.reason).toBeUndefined();
  });

  it('says at once that a station cannot be heard at all', async () => {
    const radio = listenTo(new SourceUnavailable('This address is a web page, not a stream.'));
    await expect(radio.channel.ready(NEVER)).rejects.toThrow('This address is a web page, not a stream.');
    expect(radio.channel.isOver).toBe(true);
    expect(radio.connections).toBe(1);
  });

  it('says at once that a station ends its stream before there is anything to hear', async () => {
    const radio = listenTo({ parts: [titled('A - B')], end: 'cleanly' });
    await expect(radio.channel.ready(NEVER)).rejects.toThrow('The station ended its stream.');
    expect(radio.connections).toBe(1);
  });

  it('does not repeat a message that is sent in place of the station', async () => {
    const message = { parts: [sound('not in your country ')], end: 'cleanly' } as const;
    const radio = listenTo(message, message, message);
    await radio.channel.ready(NEVER);
    await expect.poll(() => radio.channel.state, PATIENT).toBe('lost');
    expect(radio.channel.reason).toContain('message');
    expect(await heardOf(radio.body(), 40)).toBe('not in your country not in your country ');
    expect(radio.connections).toBe(2);
  });

  it('does not repeat messages that take turns, or that break off', async () => {
    const say = (text: string): Script => ({ parts: [sound(text)], end: 'cleanly' });
    const radio = listenTo(say('full '), say('away '), say('full '), say('away '), say('full '));
    await radio.channel.ready(NEVER);
    await expect.poll(() => radio.channel.state, PATIENT).toBe('lost');
    expect(radio.channel.reason).toContain('message');
    expect(radio.connections).toBe(5);
    const { channel } = radio;
    channel.close();
    await channel.ended;
    const broken = listenTo(...[1, 2].map((): Script => ({ parts: [sound('full ')], end: 'broken off' })));
    await broken.channel.ready(NEVER);
    await expect.poll(() => broken.channel.state, PATIENT).toBe('lost');
    expect(await heardOf(broken.body(), 10)).toBe('full full ');
    expect(broken.connections).toBe(2);
  });

  it('leaves out what is sent again, so that it does not fall behind itself', async () => {
    const source = Array.from({ length: 2_000 }, (_, n) => String(n).padStart(4, '0')).join('');
    const radio = listenTo(
      { parts: [titled('A - B'), sound(source.slice(0, 4_000))], end: 'broken' },
      { parts: [titled('A - B'), sound(source.slice(2_000, 3_500)), sound(source.slice(3_500, 6_000))], end: 'broken' },
      { parts: [titled('C - D'), sound(source.slice(4_000, 5_900)), sound(source.slice(5_900, 8_000))] },
    );
    await radio.channel.ready(NEVER);
    expect(await heardOf(radio.body(), 8_000)).toBe(source);
    const { titles, oldestMs, edgeMs } = radio.channel.buffer;
    expect(titles.map(({ title }) => title?.text)).toEqual(['A - B', 'C - D']);
    expect(edgeMs - oldestMs).toBeLessThan(15_000);
  });

  it.each([
    ['the same head', '<1>', '<1>one two'],
    ['another head', '<2>', undefined],
  ])('in fragments goes on where what comes has %s', async (_, again, expected) => {
    const head = (text: string): LivePart => ({ kind: 'head', bytes: Buffer.from(text) });
    const format = { codec: 'aac', container: 'fmp4', mimeType: 'audio/mp4' };
    const radio = listenTo({ format, parts: [head('<1>'), sound('one ')], end: 'broken' }, { format, parts: [head(again), sound('two')] }); // prettier-ignore
    await radio.channel.ready(NEVER);
    const hearing = heardOf(radio.body(), 10);
    if (expected === undefined) await expect(hearing).rejects.toThrow('another format');
    else expect(await hearing).toBe(expected);
    await expect.poll(() => radio.channel.buffer.hasSound, PATIENT).toBe(true);
    expect(await heardOf(radio.body(), 6)).toContain(again);
  });

  it('cuts off its listeners when the format is another, and gives who comes back what is new', async () => {
    const radio = listenTo({ parts: [sound('mp3')], end: 'broken' }, { format: AAC, parts: [sound('aac')] });
    await radio.channel.ready(NEVER);
    const before = radio.body();
    await heardOf(before, 3);
    await expect(heardOf(before, 1)).rejects.toThrow('another format');
    await expect.poll(() => radio.channel.buffer.hasSound, PATIENT).toBe(true);
    expect(radio.channel.format).toEqual(AAC);
    expect(await heardOf(radio.body(), 3)).toBe('aac');
  });

  it('closes its connection, and cuts off who still reads', async () => {
    const radio = listenTo({ parts: [sound('one')] });
    await radio.channel.ready(NEVER);
    const body = radio.body();
    await heardOf(body, 3);
    const more = heardOf(body, 1);
    radio.channel.close();
    await expect(more).rejects.toThrow('not listened to');
    await radio.channel.ended;
    expect(radio.closed).toBe(1);
  });
});
