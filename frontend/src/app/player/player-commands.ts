import { HttpErrorResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { explain, isServerAway, problemCode } from '../core/api/api-error';
import type { PlayerView, PlayerWithQueuedView } from '../core/api/types';
import { Connection } from '../core/api/connection';
import { Toasts } from '../core/toasts';
import { AwayPlayer } from './away-player';
import { FORESEEN_ITEM_ID, type Foresight, PlayerState } from './player-state';
import { type AnyOptions, Api } from '../core/api/api';
import type { Answer, Options, PathOf } from '../core/api/contract';
import { TabOutput } from './tab-output';

const STALE = 'urn:pyxis:problem:stale-revision';

/** The paths of everything that changes the player and answers with how it is then. */
type CommandPath = {
  [P in PathOf<'post'>]: P extends `/api/v1/playback/${string}`
    ? Answer<'post', P> extends PlayerView
      ? P
      : never
    : never;
}[PathOf<'post'>];

/** The revision is added when it is sent. */
type Request<P extends CommandPath> = Omit<Options<'post', P>, 'body'> &
  (Options<'post', P> extends { body: infer Body }
    ? Partial<Omit<Body, 'revision'>> extends Omit<Body, 'revision'>
      ? { body?: Omit<Body, 'revision'> }
      : { body: Omit<Body, 'revision'> }
    : { body?: undefined });

/** What can be asked of the player: `pause`, `queue/move` …, each with its own body. */
type Wish = {
  [P in CommandPath]: P extends `/api/v1/playback/${infer Name}` ? { name: Name } & Request<P> : never;
}[CommandPath];

/** Something to ask of the player. */
export type Command = Wish & {
  /** What it will change, where that is known. */
  foresee?: Foresight;
  /**
   * Whether it is still what the person meant when the player is not as they saw it any more; always, when left out.
   */
  isStillMeant?: (seen: PlayerView, now: PlayerView) => boolean;
  /** Of several that wait under the same key only the last is sent: a slider that is being drawn. */
  key?: string;
  /** Instead of saying that the server cannot be reached. */
  whenAway?: () => void;
};

/** What a command has changed. */
export interface Change {
  before: PlayerView;
  /** With what was queued, where the command queues something. */
  after: PlayerView & Partial<PlayerWithQueuedView>;
}

/** Sends commands one after the other, each from the revision that the one before it left. */
@Service()
export class PlayerCommands {
  private readonly api = inject(Api);
  private readonly state = inject(PlayerState);
  private readonly toasts = inject(Toasts);
  private readonly away = inject(AwayPlayer);
  private readonly connection = inject(Connection);
  private readonly output = inject(TabOutput);
  private readonly newest = new Map<string, Command>();
  private line: Promise<unknown> = Promise.resolve();
  /** Commands in line. */
  private waiting = 0;
  /** What those of them that are done have left. */
  private left?: PlayerView;

  /** @returns absent when nothing came of it, which was said where a person can do something */
  send(command: Command): Promise<Change | undefined> {
    if (this.away.isOn() && command.name !== 'play') return Promise.resolve(this.performAway(command));
    const seen = this.state.view();
    const end = command.foresee && this.state.expect(command.foresee);
    if (command.key) this.newest.set(command.key, command);
    // Who presses again before the answer is there means what the press before leaves, which cannot be seen yet.
    const isBehindOthers = this.waiting++ > 0;
    const done = this.line
      .then(() => this.perform(command, (isBehindOthers && this.left) || seen, end))
      .finally(() => {
        if (--this.waiting === 0) this.left = undefined;
      });
    this.line = done;
    return done;
  }

  /** By the player of this tab, as long as it has the say. */
  private performAway(command: Command): undefined {
    const { name, body }: { name: string } & AnyOptions = command;
    if (!this.away.perform(name, body as Record<string, unknown> | undefined)) {
      this.toasts.show($localize`That needs the server, which does not answer. What is on this device plays on.`);
    }
    return undefined;
  }

  /** @returns whether what is to play is on this device, and does */
  private async playsAway(command: Command): Promise<boolean> {
    return command.name === 'play' && (await this.away.begin(command.body ?? {}));
  }

  private async perform(command: Command, seen?: PlayerView, end?: () => void): Promise<Change | undefined> {
    try {
      if (command.key && this.newest.get(command.key) !== command) return undefined;
      if (!this.connection.isOnline() && (await this.playsAway(command))) return undefined;
      const now = this.state.confirmed() ?? (await this.api.read('/api/v1/playback'));
      const change = await this.post(command, seen ?? now, now);
      if (change) {
        this.left = change.after;
        if (this.away.isOn()) this.away.leave();
        this.state.take(change.after);
      }
      return change;
    } catch (error) {
      if (isServerAway(error) && (await this.playsAway(command))) return undefined;
      if (isServerAway(error) && command.whenAway) command.whenAway();
      else this.toasts.show(explain(error).message);
      return undefined;
    } finally {
      end?.();
    }
  }

  private isUnknownHere({ body }: AnyOptions, error: unknown): boolean {
    const { outputId }: { readonly outputId?: unknown } = body ?? {};
    return outputId === this.output.id && problemCode(error) === 'output-not-found';
  }

  private request(command: Command, revision: number): Promise<PlayerView> {
    const { path, body }: AnyOptions = command;
    // That they belong together was checked where the command was made.
    const options = { path, body: { ...(body ?? {}), revision } } as Options<'post', '/api/v1/playback/pause'>;
    return this.api.command('post', `/api/v1/playback/${command.name}` as '/api/v1/playback/pause', options);
  }

  /**
   * Repeats it once when the player has changed meanwhile and it is still meant; else what is so now is shown. The same where
   * the server does not know this tab: it could not be told before, or has forgotten it.
   */
  private async post(
    command: Command,
    seen: PlayerView,
    before: PlayerView,
    mayRepeat = true,
  ): Promise<Change | undefined> {
    if (command.isStillMeant && !command.isStillMeant(seen, before)) return undefined;
    try {
      const after = await this.request(command, before.revision);
      return { before, after };
    } catch (error) {
      const current = this.isUnknownHere(command, error) ? await this.output.register() : staleAnswer(error, STALE);
      if (!current) throw error;
      this.state.take(current);
      return mayRepeat ? this.post(command, seen, current, false) : undefined;
    }
  }
}

/** The player as it is, from a refusal that says that something was out of date. */
export function staleAnswer(error: unknown, type: string): PlayerView | undefined {
  if (!(error instanceof HttpErrorResponse) || error.status !== 409) return undefined;
  const problem = error.error as { type?: string; player?: PlayerView } | null;
  return problem?.type === type ? problem.player : undefined;
}

/** For what is about the current item: it is meant as long as that is current. */
export function isSameItem(seen: PlayerView, now: PlayerView): boolean {
  const itemId = seen.current?.itemId;
  return itemId === FORESEEN_ITEM_ID || itemId === now.current?.itemId;
}
