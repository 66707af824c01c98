import { FakeUpstream, type FakeAnswer, type FakeRequest } from './fake-upstream.js';
import { faultOf } from './listenbrainz-rules.js';

export interface StoredListen {
  readonly listened_at: number;
  readonly track_metadata: { readonly artist_name: string; readonly track_name: string };
}

interface Submission {
  readonly listen_type: string;
  readonly payload: readonly StoredListen[];
}

/** ListenBrainz with one account. Keeps equal listens once, and judges bodies as the real one does. */
export class FakeListenBrainz extends FakeUpstream {
  token = 'lb-token-of-the-test';
  /** Titles that it finds fault with. */
  readonly badTitles = new Set<string>();
  readonly playingNow: StoredListen[] = [];
  /** Ids of recordings that it finds names by, by title. */
  readonly recordings = new Map<string, string>();
  /** What it was told of hearts, in order: the id of a recording, and 1 or 0. */
  readonly hearts: [string, number][] = [];
  private readonly stored = new Map<string, StoredListen>();

  /** Titles in the order in which they arrived. */
  get titles(): string[] {
    return this.listens.map(({ track_metadata }) => track_metadata.track_name);
  }

  get listens(): StoredListen[] {
    return [...this.stored.values()];
  }

  /** How many listens each `submit-listens` held. */
  get batches(): number[] {
    return this.requests
      .filter(({ path }) => path === '/1/submit-listens')
      .map(({ body }) => (JSON.parse(body) as Submission).payload.length);
  }

  protected answer({ method, path, headers, body }: FakeRequest): FakeAnswer {
    const isIn = headers.authorization === `Token ${this.token}`;
    if (method === 'GET' && path === '/1/validate-token') {
      return isIn
        ? says(200, { code: 200, message: 'Token valid.', valid: true, user_name: 'listener' })
        : says(200, { code: 200, message: 'Token invalid.', valid: false });
    }
    if (method === 'GET' && path.startsWith('/1/metadata/lookup/')) return this.lookUp(path);
    if (method === 'POST' && path === '/1/feedback/recording-feedback' && isIn) return this.love(body);
    if (method !== 'POST' || path !== '/1/submit-listens') return says(404, { code: 404, error: 'Not found.' });
    if (!isIn) return says(401, { code: 401, error: `Invalid authorization token ${headers.authorization ?? ''}.` });
    return this.submit(JSON.parse(body) as Submission);
  }

  private lookUp(path: string): FakeAnswer {
    const asked = new URL(path, this.origin).searchParams;
    if (!asked.get('artist_name')) return says(400, { code: 400, error: 'artist_name is needed.' });
    const id = this.recordings.get(asked.get('recording_name') ?? '');
    return says(200, id === undefined ? {} : { recording_mbid: id, artist_mbids: [] });
  }

  private love(body: string): FakeAnswer {
    const { recording_mbid: id, score } = JSON.parse(body) as { recording_mbid: string; score: number };
    if (!/^[0-9a-f-]{36}$/.test(id) || ![1, 0, -1].includes(score))
      return says(400, { code: 400, error: 'No such feedback.' });
    this.hearts.push([id, score]);
    return says(200, { status: 'ok' });
  }

  private submit(submission: Submission): FakeAnswer {
    const { listen_type: type, payload } = submission;
    const bad = payload.find(({ track_metadata }) => this.badTitles.has(track_metadata.track_name));
    const fault = faultOf(submission) ?? (bad && 'The track is <b>not</b> to our liking.');
    if (fault !== undefined) return says(400, { code: 400, error: fault });
    for (const listen of payload) {
      const { artist_name, track_name } = listen.track_metadata;
      if (type === 'playing_now') this.playingNow.push(listen);
      else this.stored.set(JSON.stringify([listen.listened_at, artist_name, track_name]), listen);
    }
    return says(200, { status: 'ok' });
  }
}

function says(status: number, body: object): FakeAnswer {
  const headers = { 'X-RateLimit-Limit': '30', 'X-RateLimit-Remaining': '29', 'X-RateLimit-Reset-In': '10' };
  return { status, headers, body: JSON.stringify(body) };
}
