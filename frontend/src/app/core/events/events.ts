import { DestroyRef, DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { Connection } from '../api/connection';
import { EventConnection } from './event-connection';
import type { EventStates, EventTopic } from './event-topics';
import { Leadership, type LeaderMessage } from './leadership';
import { Members, type Wishes } from './members';

/** Tabs of another version of the app may speak otherwise. */
const CHANNEL = 'pyxis.events.1';
/** How often the leader looks who is still there; hidden ones are late, but are also woken by what they hear. */
const ROLL_EVERY_MS = 5_000;
/** The others say what they want before a new leader connects. */
const GATHER_MS = 100;
/** A former leader keeps its connection until the new one has been told something, but not longer than this. */
const HAND_OVER_MS = 3_000;

type TabMessage =
  | LeaderMessage
  /** What a tab wants of the leader. */
  | { readonly kind: 'wishes'; readonly wishes: Wishes }
  /** The leader wants to know who is there. */
  | { readonly kind: 'roll' }
  /** A state of a topic, to all tabs or to one. */
  | { readonly kind: 'event'; readonly event: ToldEvent; readonly to?: string }
  /** The leader's connection broke. */
  | { readonly kind: 'broke' };

interface ToldEvent {
  readonly topic: string;
  /** JSON. */
  readonly data: string;
  readonly isAfresh: boolean;
}

type Hear<Topic extends EventTopic> = (state: EventStates[Topic], isAfresh: boolean) => void;

/** Old browsers lack the one, some private windows the other. */
type TabWindow = Window & Partial<Pick<typeof globalThis, 'BroadcastChannel' | 'EventSource'>>;

/**
 * What the server tells, over one connection for all tabs of this browser: a browser allows six to a host over HTTP/1.1.
 * One tab leads: it keeps the connection, in which it names what all tabs want and which devices they are, and passes on
 * what it is told. Where tabs cannot speak to each other, each leads itself.
 */
@Service()
export class Events {
  private readonly window = inject(DOCUMENT).defaultView as TabWindow;
  private readonly server = inject(Connection);
  private readonly id = newTabId();
  private readonly listeners = new Map<string, Set<Hear<EventTopic>>>();
  /** Of a leader: the last it was told of each topic, for tabs that come later. */
  private readonly latest = new Map<string, string>();
  private readonly members = new Members();
  private readonly leadership = new Leadership({
    id: this.id,
    isHidden: () => this.isHidden,
    post: (message) => this.post(message),
    began: () => this.onBegan(),
    ended: () => this.onEnded(),
    followed: () => this.postWishes(),
  });
  private readonly connection = new EventConnection(this.window, {
    told: (topic, data, isAfresh) => this.onTold({ topic, data, isAfresh }),
    beat: () => this.rollIfDue(),
    broke: () => this.onBroke(),
  });
  private channel?: BroadcastChannel;
  private outputId?: string;
  private topics: readonly string[] = [];
  private rolledAtMs = 0;
  private rollTimer?: ReturnType<typeof setInterval>;
  private leadTimer?: ReturnType<typeof setTimeout>;
  private isThere = false;

  constructor() {
    const { window } = this;
    const come = (): void => this.come();
    const go = (): void => this.go();
    const look = (): void => this.onVisibility();
    window.addEventListener('pageshow', come);
    window.addEventListener('pagehide', go);
    window.document.addEventListener('visibilitychange', look);
    // Frozen tabs answer nobody.
    window.document.addEventListener('freeze', go);
    window.document.addEventListener('resume', come);
    inject(DestroyRef).onDestroy(() => {
      window.removeEventListener('pageshow', come);
      window.removeEventListener('pagehide', go);
      window.document.removeEventListener('visibilitychange', look);
      window.document.removeEventListener('freeze', go);
      window.document.removeEventListener('resume', come);
      this.go();
    });
    effect(() => {
      if (this.server.recovered() > 0) untracked(() => this.leadership.isLeader && this.connection.renew());
    });
    this.come();
  }

  /**
   * Calls `hear` with how a topic is, then with each change, as long as the caller's injection context lasts. It is told
   * `isAfresh` where the server may be another one than before.
   */
  listen<Topic extends EventTopic>(topic: Topic, hear: Hear<Topic>): void {
    const listener = hear as Hear<EventTopic>;
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    inject(DestroyRef).onDestroy(() => {
      listeners.delete(listener);
      this.wishesChanged();
    });
    const known = this.leadership.isLeader ? this.latest.get(topic) : undefined;
    if (known !== undefined) listener(JSON.parse(known) as EventStates[Topic], false);
    this.wishesChanged();
  }

  /** This tab is that device, as long as it is open. */
  beOutput(id: string): void {
    this.outputId = id;
    this.wishesChanged();
  }

  private get isHidden(): boolean {
    return this.window.document.visibilityState === 'hidden';
  }

  private get wishes(): Wishes {
    const topics = [...this.listeners].flatMap(([topic, listeners]) => (listeners.size > 0 ? [topic] : []));
    return { topics, ...(this.outputId !== undefined && { outputId: this.outputId }), isHidden: this.isHidden };
  }

  private come(): void {
    if (this.isThere || !this.window.EventSource) return;
    this.isThere = true;
    if (!this.window.BroadcastChannel) return this.leadership.joinAlone();
    // Another Pyxis may live below another path of this host.
    this.channel = new this.window.BroadcastChannel(`${CHANNEL} ${this.window.document.baseURI}`);
    this.channel.onmessage = ({ data }: MessageEvent<{ from: string; message: TabMessage }>) =>
      this.hear(data.from, data.message);
    this.leadership.join();
  }

  private go(): void {
    if (!this.isThere) return;
    this.isThere = false;
    this.leadership.leave(this.members.successor);
    this.stopLeading();
    this.connection.close();
    this.channel?.close();
    this.channel = undefined;
  }

  private onVisibility(): void {
    this.leadership.visibilityChanged();
    if (!this.leadership.isLeader) this.postWishes();
  }

  private wishesChanged(): void {
    if (this.leadership.isLeader) this.connect();
    else this.postWishes();
  }

  private hear(from: string, message: TabMessage): void {
    this.leadership.heardOf(from);
    if (this.leadership.isLeader) this.members.heard(from);
    if (message.kind === 'wishes') this.onWishes(from, message.wishes);
    else if (message.kind === 'event') this.onEvent(message.event, message.to);
    else if (message.kind === 'roll') this.postWishes();
    else if (message.kind === 'broke') void this.server.verify();
    else this.onLeaderMessage(from, message);
  }

  private onLeaderMessage(from: string, message: LeaderMessage): void {
    if (message.kind === 'bye') this.onBye(from);
    this.leadership.hear(from, message);
    if (message.kind === 'ask') this.rollIfDue();
  }

  // What the leader does.

  private onBegan(): void {
    clearTimeout(this.leadTimer);
    this.members.clear();
    this.latest.clear();
    this.rolledAtMs = performance.now();
    this.rollTimer = setInterval(() => this.rollIfDue(), ROLL_EVERY_MS);
    this.leadTimer = setTimeout(() => this.connect(), this.channel ? GATHER_MS : 0);
  }

  private onEnded(): void {
    this.stopLeading();
    this.leadTimer = setTimeout(() => this.connection.close(), HAND_OVER_MS);
  }

  private stopLeading(): void {
    clearTimeout(this.leadTimer);
    clearInterval(this.rollTimer);
    this.leadTimer = undefined;
    this.members.clear();
    this.topics = [];
  }

  /** Names in the connection what all tabs want. What nobody wants any more stays until it is named anew. */
  private connect(): void {
    this.leadTimer = undefined;
    const all = [this.wishes, ...this.members.wishes];
    this.topics = [...new Set([...this.topics, ...all.flatMap(({ topics }) => topics)])].toSorted();
    const outputIds = [...new Set(all.flatMap(({ outputId }) => outputId ?? []))].toSorted();
    if (this.topics.length > 0) this.connection.want(this.topics, outputIds);
  }

  private onWishes(from: string, wishes: Wishes): void {
    if (!this.leadership.isLeader) return;
    for (const topic of this.members.take(from, wishes)) {
      const data = this.latest.get(topic);
      if (data !== undefined) this.post({ kind: 'event', event: { topic, data, isAfresh: false }, to: from });
    }
    // A leader that has just begun waits for the others.
    if (this.leadTimer === undefined) this.connect();
  }

  private onBye(from: string): void {
    if (!this.leadership.isLeader) return;
    this.members.remove(from);
    if (this.leadTimer === undefined) this.connect();
  }

  private rollIfDue(): void {
    if (!this.leadership.isLeader || !this.channel || performance.now() - this.rolledAtMs < ROLL_EVERY_MS) return;
    this.rolledAtMs = performance.now();
    this.members.expectAnswers();
    this.connect();
    this.leadership.announce();
    this.post({ kind: 'roll' });
  }

  private onTold(event: ToldEvent): void {
    // One that has just handed over leaves it to the new leader.
    if (!this.leadership.isLeader) return;
    this.latest.set(event.topic, event.data);
    this.post({ kind: 'event', event });
    this.tell(event);
  }

  private onBroke(): void {
    if (!this.leadership.isLeader) return this.connection.close();
    void this.server.verify();
    this.post({ kind: 'broke' });
  }

  // What the others do.

  private postWishes(): void {
    this.post({ kind: 'wishes', wishes: this.wishes });
  }

  private onEvent(event: ToldEvent, to: string | undefined): void {
    if (this.leadership.isLeader || (to !== undefined && to !== this.id)) return;
    if (this.leadTimer !== undefined) {
      // The new leader is connected.
      clearTimeout(this.leadTimer);
      this.leadTimer = undefined;
      this.connection.close();
    }
    this.tell(event);
  }

  private tell({ topic, data, isAfresh }: ToldEvent): void {
    const listeners = this.listeners.get(topic);
    if (!listeners || listeners.size === 0) return;
    const state = JSON.parse(data) as EventStates[EventTopic];
    for (const hear of listeners) hear(state, isAfresh);
  }

  private post(message: TabMessage): void {
    this.channel?.postMessage({ from: this.id, message });
  }
}

function newTabId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
