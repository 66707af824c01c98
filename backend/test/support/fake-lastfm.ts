import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from './fake-upstream.js';

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/scrobbling/${name}`, import.meta.url), 'utf8'));
const ONE = recorded('lastfm-scrobble-one.json') as { scrobbles: { scrobble: object } };
const SESSION = recorded('lastfm-session.json') as { session: { key: string; name: string } };
const ERROR_6 = recorded('lastfm-error-6.json') as { error: number; message: string };
const MOST_AT_ONCE = 50;

export type Scrobbled = Readonly<Record<string, string>>;

/** Last.fm with one account and one application. Its answers are made after recorded ones. Keeps what it gets, twice, too. */
export class FakeLastFm extends FakeUpstream {
  readonly apiKey = 'key-of-the-test';
  readonly sharedSecret = 'shared-secret-of-the-test';
  /** The session key that is valid. */
  sessionKey = SESSION.session.key;
  readonly userName = SESSION.session.name;
  /** Whether the person has approved the token. */
  isApproved = false;
  /** Why tracks are ignored, by title. */
  readonly ignored = new Map<string, number>();
  /** Titles with which it finds fault: the whole call fails with error 6. */
  readonly badTitles = new Set<string>();
  readonly scrobbles: Scrobbled[] = [];
  readonly playingNow: Scrobbled[] = [];
  /** What it was told of hearts, in order: `love Song`. */
  readonly hearts: string[] = [];
  readonly batches: number[] = [];
  private token?: string;

  get titles(): string[] {
    return this.scrobbles.map(({ track = '' }) => track);
  }

  protected answer({ method, body, headers }: FakeRequest): FakeAnswer {
    const form = Object.fromEntries(new URLSearchParams(body));
    if (method !== 'POST' || !headers['user-agent']?.startsWith('Pyxis/')) return fails(3, 'Invalid method');
    if (form.api_key !== this.apiKey) return fails(10, `Invalid API key ${form.api_key ?? ''}`);
    if (form.api_sig !== this.signature(form)) return fails(13, 'Invalid method signature supplied');
    switch (form.method) {
      case 'auth.getToken':
        return says({ token: (this.token = 'token-of-the-test') });
      case 'auth.getSession':
        return this.session(form);
      case 'track.updateNowPlaying':
        return form.sk === this.sessionKey ? this.announce(form) : fails(9, 'Invalid session key');
      case 'track.scrobble':
        return form.sk === this.sessionKey ? this.scrobble(form) : fails(9, 'Invalid session key');
      case 'track.love':
      case 'track.unlove':
        return form.sk === this.sessionKey ? this.love(form) : fails(9, 'Invalid session key');
      default:
        return fails(3, 'Invalid method');
    }
  }

  private session({ token }: Scrobbled): FakeAnswer {
    if (token === undefined || token !== this.token) return fails(4, 'Invalid authentication token supplied');
    if (!this.isApproved) return fails(14, 'This token has not been authorized');
    this.token = undefined;
    return says({ session: { ...SESSION.session, key: this.sessionKey } });
  }

  private announce(form: Scrobbled): FakeAnswer {
    if (!form.artist || !form.track) return fails(6, ERROR_6.message);
    this.playingNow.push(form);
    return says({ nowplaying: { ...ONE.scrobbles.scrobble, timestamp: undefined } });
  }

  private love({ method = '', artist, track = '' }: Scrobbled): FakeAnswer {
    if (!artist || !track || this.badTitles.has(track)) return fails(6, ERROR_6.message);
    this.hearts.push(`${method.replace('track.', '')} ${track}`);
    return says({});
  }

  private scrobble(form: Scrobbled): FakeAnswer {
    const listens: Scrobbled[] = [];
    for (let place = 0; `artist[${place}]` in form; place++) {
      const ending = `[${place}]`;
      const own = Object.entries(form).filter(([name]) => name.endsWith(ending));
      listens.push(Object.fromEntries(own.map(([name, value]) => [name.slice(0, -ending.length), value])));
    }
    this.batches.push(listens.length);
    const isBad = listens.some(
      ({ artist, track = '', timestamp = '' }) =>
        !artist || !track || !/^\d+$/.test(timestamp) || this.badTitles.has(track),
    );
    if (isBad || listens.length === 0 || listens.length > MOST_AT_ONCE) return fails(6, ERROR_6.message);
    const told = listens.map((listen) => this.take(listen));
    const ignored = told.filter(({ ignoredMessage }) => ignoredMessage.code !== '0').length;
    return says({
      scrobbles: {
        scrobble: told.length === 1 ? told[0] : told,
        '@attr': { ignored, accepted: told.length - ignored },
      },
    });
  }

  private take(listen: Scrobbled): { ignoredMessage: { code: string } } {
    const { artist = '', track = '', timestamp = '' } = listen;
    const code = this.ignored.get(track) ?? 0;
    if (code === 0) this.scrobbles.push(listen);
    return {
      ...ONE.scrobbles.scrobble,
      artist: { corrected: '0', '#text': artist },
      track: { corrected: '0', '#text': track },
      ignoredMessage: { code: String(code), '#text': '' },
      timestamp,
    } as { ignoredMessage: { code: string } };
  }

  private signature(form: Scrobbled): string {
    const { api_sig: _, format: __, callback: ___, ...signed } = form;
    const names = Object.keys(signed).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const text = names.map((name) => name + (signed[name] ?? '')).join('') + this.sharedSecret;
    return createHash('md5').update(text, 'utf8').digest('hex');
  }
}

function says(body: object): FakeAnswer {
  return { status: 200, body: JSON.stringify(body) };
}

/** Errors come with different statuses: some with 200. */
function fails(error: number, message: string): FakeAnswer {
  return { status: error === 9 ? 403 : 200, body: JSON.stringify({ error, message, links: [] }) };
}
