import { computed, DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import { isServerAway } from '../core/api/api-error';
import { Connection } from '../core/api/connection';
import type { OutputReport, PlayerView } from '../core/api/types';
import { AwayPlayer } from './away-player';
import { staleAnswer } from './player-commands';
import { type Foresight, PlayerState } from './player-state';
import { TabIdentity } from './tab-identity';
import { Api, urlOf } from '../core/api/api';

const REPORTS = '/api/v1/playback/outputs/{id}/reports';
const STALE = 'urn:pyxis:problem:stale-report';
/** One play of an item in this tab. Its id is the server's, and not known before the server has heard of the play. */
export interface Play {
  readonly itemId: string;
  playId?: string;
}

export interface Report extends Omit<OutputReport, 'playId' | 'toItemId'> {
  play: Play;
  /** With `advanced`: the play that follows, which learns its id from the answer. */
  to?: Play;
  /** What it will change, shown until the server has heard of it. */
  foresee?: Foresight;
  whenTold?: (view: PlayerView) => void;
}

/**
 * Tells the server what this tab sounds: in order, one at a time, and also later what it could not be told while it was
 * away. What the server does not want to know any more is dropped.
 */
@Service()
export class OutputReports {
  private readonly api = inject(Api);
  private readonly state = inject(PlayerState);
  private readonly connection = inject(Connection);
  private readonly away = inject(AwayPlayer);
  private readonly tab = inject(TabIdentity);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly waiting = signal<readonly Report[]>([]);
  private readonly ends = new Map<Report, () => void>();
  private running?: Promise<void>;

  /** Whether the server has not heard yet that this tab went on: what it says of the current play is of the one before. */
  readonly isAhead = computed(() => this.waiting().some((report) => report.to));

  constructor() {
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => void this.deliver());
    });
  }

  /** @returns when everything so far has been told, or cannot be told now */
  add(report: Report): Promise<void> {
    if (this.takesOver(report)) {
      const view = this.away.heard(report);
      if (report.to && view?.current?.itemId === report.to.itemId) report.to.playId = view.playId;
      if (view) report.whenTold?.(view);
      return Promise.resolve();
    }
    if (report.foresee) this.ends.set(report, this.state.expect(report.foresee));
    this.waiting.update((list) => [...list.filter((each) => !isOutdone(each, report, list[0])), report]);
    return this.deliver();
  }

  /** Whether the player of this tab has the say, or takes it now that the server cannot be asked what follows. */
  private takesOver({ kind, play, to }: Report): boolean {
    if (this.away.isOn()) return true;
    if (!this.away.takesOver(kind, play.itemId, play.playId, to?.itemId)) return false;
    // It tells of the whole play by itself.
    for (const report of this.waiting()) this.remove(report);
    return true;
  }

  /** Takes back what has not been told yet: that it was paused while the server was away. */
  withdraw(kind: Report['kind']): boolean {
    const withdrawn = this.waiting().filter((report) => report.kind === kind);
    for (const report of withdrawn) this.remove(report);
    return withdrawn.length > 0;
  }

  /** The server has given a play its id. */
  learn(play: Play, playId: string): void {
    play.playId = playId;
    void this.deliver();
  }

  /** The server will never give a play an id: it went elsewhere before it heard of it. */
  forget(play: Play): void {
    for (const report of this.waiting()) if (report.play === play) this.remove(report);
    void this.deliver();
  }

  /** The last word of a tab that is being closed. */
  sendLast(report: Report): void {
    if (this.away.isOn()) return void this.away.heard(report);
    const body = this.bodyOf(report);
    if (!body) return;
    const blob = new Blob([JSON.stringify(body)], { type: 'application/json' });
    this.window?.navigator.sendBeacon(urlOf(REPORTS, { id: this.tab.id }), blob);
  }

  private deliver(): Promise<void> {
    this.running ??= this.deliverAll().finally(() => (this.running = undefined));
    return this.running;
  }

  private async deliverAll(): Promise<void> {
    for (let report = this.waiting()[0]; report; report = this.waiting()[0]) {
      if (!(await this.tell(report))) return;
    }
  }

  /** @returns whether to go on with the one behind it */
  private async tell(report: Report): Promise<boolean> {
    const body = this.bodyOf(report);
    if (!body) return false;
    try {
      const view = await this.api.command('post', REPORTS, { path: { id: this.tab.id }, body });
      if (report.to && view.current?.itemId === report.to.itemId) report.to.playId = view.playId;
      this.state.take(view);
      this.remove(report);
      report.whenTold?.(view);
    } catch (error) {
      if (isServerAway(error)) return false;
      const current = staleAnswer(error, STALE);
      if (current) this.state.take(current);
      this.remove(report);
    }
    return true;
  }

  private remove(report: Report): void {
    this.waiting.update((list) => list.filter((each) => each !== report));
    this.ends.get(report)?.();
    this.ends.delete(report);
  }

  private bodyOf(report: Report): OutputReport | undefined {
    const { play, kind, revision, positionMs, heardMs, durationMs, reason, to } = report;
    if (!play.playId) return undefined;
    return {
      playId: play.playId,
      kind,
      ...(revision !== undefined && { revision }),
      positionMs: Math.round(positionMs),
      heardMs: Math.round(heardMs),
      ...(durationMs && { durationMs }),
      ...(reason && { reason }),
      ...(to && { toItemId: to.itemId }),
    };
  }
}

/** Of progress that waits, the newest says it all; the first may be on its way. */
function isOutdone(old: Report, report: Report, first?: Report): boolean {
  return old !== first && old.kind === 'progress' && report.kind === 'progress' && old.play === report.play;
}
