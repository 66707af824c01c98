import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { KeptAudio } from '../../streaming/index.js';
import { trackIdOf } from '../podcast-ids.js';
import { settingsOf } from '../shows/show-settings.js';

/** Under which audio is pinned. */
const NAME = 'podcasts';
/** Episodes of a show that are looked at for what need not stay any more, beyond those that are kept. */
const LOOKED_AT = 50;
/** What a feed has when it is first read, its archive with it, was there from the beginning. */
const BEGINNING_MS = 60 * 60_000;

interface Candidate {
  readonly id: string;
  readonly is_done: number | boolean | null;
  readonly is_wanted: number | boolean;
  readonly is_gone: number | boolean;
}

/**
 * Keeps the sound of the newest episodes that were not heard at hand, as many as somebody has set for a show, and lets it go
 * when they were heard. What turns up of the past is not fetched.
 */
@Injectable()
export class KeptEpisodes implements OnApplicationShutdown {
  private readonly logger = new Logger('podcasts');
  private readonly ending = new AbortController();
  private work: Promise<void> | undefined;
  /** What could not be fetched is told once. */
  private readonly told = new Set<string>();

  constructor(
    private readonly audio: KeptAudio,
    private readonly database: Database,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.work;
  }

  /** Fetches what is wanted, one episode after the other. A second call while it does so waits for the first. */
  settle(): Promise<void> {
    this.work ??= this.settleAll().finally(() => (this.work = undefined));
    return this.work;
  }

  private async settleAll(): Promise<void> {
    const rows = await this.database.read.all<{ owner_id: string; show_key: number; settings: string }>(
      `SELECT owner_id, show_key, settings FROM subscription WHERE settings LIKE '%keepNewest%' ORDER BY show_key`,
    );
    for (const { owner_id: ownerId, show_key: showKey, settings } of rows) {
      await this.settleShow(ownerId, showKey, settingsOf(settings).keepNewest ?? 0);
    }
  }

  private async settleShow(ownerId: string, showKey: number, count: number): Promise<void> {
    const candidates = await this.candidates(ownerId, showKey, count + LOOKED_AT);
    const ids = candidates.map(({ id }) => trackIdOf(id));
    const states = await this.audio.statesOf(ids);
    // What has left its feed is not fetched, and stays where it is here.
    const isToBeHad = ({ id, is_gone: isGone }: Candidate): boolean =>
      !isGone || states.get(trackIdOf(id))?.isComplete === true;
    const wanted = candidates.filter((one) => one.is_wanted && !one.is_done && isToBeHad(one)).slice(0, count);
    const keep = new Set(wanted.map(({ id }) => trackIdOf(id)));
    for (const id of ids) {
      if (!keep.has(id) && states.get(id)?.pinnedBy === NAME) await this.audio.unpin(id, NAME);
    }
    for (const id of keep) {
      if (this.ending.signal.aborted) return;
      const { isComplete = false, pinnedBy } = states.get(id) ?? {};
      if (!isComplete) await this.fetch(id);
      else if (pinnedBy === undefined) await this.audio.pin(id, NAME);
    }
  }

  private async fetch(id: string): Promise<void> {
    try {
      await this.audio.fetch(id, { signal: this.ending.signal, pinnedBy: NAME });
      this.told.delete(id);
    } catch (error) {
      if (this.ending.signal.aborted) return;
      if (!(error instanceof DomainError)) throw error;
      if (!this.told.has(id)) this.logger.warn(`An episode cannot be kept at hand: ${error.message}`);
      this.told.add(id);
    }
  }

  /** The newest episodes of a show, newest first. */
  private candidates(ownerId: string, showKey: number, most: number): Promise<Candidate[]> {
    return this.database.read.all<Candidate>(
      `SELECT e.id, r.is_done, e.is_gone,
         ((e.is_fresh OR e.first_seen_at_ms <= s.added_at_ms + ?) AND NOT EXISTS (SELECT 1 FROM episode_left_out o
           WHERE o.owner_id = ? AND o.episode_key = e.key)) AS is_wanted
       FROM episode e JOIN show s ON s.key = e.show_key
         LEFT JOIN resume_point r ON r.owner_id = ? AND r.kind = 'episode' AND r.ref = 'podcast:' || e.id
       WHERE e.show_key = ? ORDER BY e.sort_at_ms DESC, e.key DESC LIMIT ?`,
      [BEGINNING_MS, ownerId, ownerId, showKey, most],
    );
  }
}
