import { get, type IncomingMessage } from 'node:http';

/** One server-sent event. */
export interface SentEvent<Data> {
  readonly event: string;
  readonly id: string;
  readonly data: Data;
}

/** Reads server-sent events as a browser does, one connection only. */
export class TestEventSource<Data> {
  readonly events: SentEvent<Data>[] = [];
  private text = '';
  private response?: IncomingMessage;
  private waiting?: () => void;
  private readonly opened: Promise<void>;

  constructor(url: string, lastEventId?: string) {
    this.opened = new Promise((done, fail) => {
      const headers = {
        accept: 'text/event-stream',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      };
      get(url, { headers, agent: false }, (response) => {
        this.response = response;
        if (response.statusCode !== 200) return fail(new Error(`The answer was ${response.statusCode}.`));
        response.setEncoding('utf8').on('data', (chunk: string) => this.read(chunk));
        response.on('error', () => undefined);
        done();
      }).on('error', fail);
    });
  }

  /** The first event of which it is true, also among those that came already. */
  async until(isIt: (event: SentEvent<Data>) => boolean): Promise<SentEvent<Data>> {
    await this.opened;
    for (;;) {
      const found = this.events.find(isIt);
      if (found) return found;
      await new Promise<void>((done) => (this.waiting = done));
    }
  }

  /** Takes nothing more. */
  pause(): void {
    this.response?.pause();
  }

  close(): void {
    this.response?.destroy();
  }

  private read(chunk: string): void {
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) this.take(block);
    this.waiting?.();
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({
      event: fields.get('event') ?? 'message',
      id: fields.get('id') ?? '',
      data: JSON.parse(data) as Data,
    });
  }
}
