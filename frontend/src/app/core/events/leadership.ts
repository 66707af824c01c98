/** A leader that was not heard for so long is asked: often by tabs that are looked at, seldom by those that are not. */
const ASK_AFTER_MS = { visible: 1_500, hidden: 5_000 };
/** Added at random, so that one tab asks and the others hear the answer. */
const JITTER_MS = 500;
/** A living leader answers within milliseconds. */
const ANSWER_WITHIN_MS = 1_000;
/** A tab that has just been opened need not be as patient: a leader that answers late is not harmed. */
const FIRST_ANSWER_WITHIN_MS = 150;
/** How long others may object to a claim. Those that are looked at are ahead of those that are not. */
const OBJECT_WITHIN_MS = { visible: 150, hidden: 500 };
/** A tab that was looked at for so long takes over from a leader that is not. */
const TAKE_OVER_AFTER_MS = 10_000;
/** Timers of hidden tabs run up to a second late. Whose timer is later than that was asleep, and knows nothing of others. */
const ASLEEP_MS = 2_000;
/** Who is always late goes on all the same. */
const MOST_LATE_TURNS = 2;

export type LeaderMessage =
  | { readonly kind: 'ask' }
  | { readonly kind: 'claim'; readonly term: number; readonly isHidden: boolean }
  | { readonly kind: 'lead'; readonly term: number; readonly isHidden: boolean }
  | { readonly kind: 'bye'; readonly successor?: string };

/** What a leadership needs of its tab. */
export interface Candidate {
  readonly id: string;
  isHidden(): boolean;
  post(message: LeaderMessage): void;
  /** It leads from now on. */
  began(): void;
  /** Another one leads from now on. */
  ended(): void;
  /** Follows another leader than before. */
  followed(): void;
}

/**
 * Which tab of a browser leads. All messages go to all other tabs. Nothing depends on timers of a hidden leader, which
 * browsers let run once a minute: it only answers (`ask`, `lead`), which it does at any time, and followers count the
 * time since they heard of it. Who hears nothing claims to lead (`claim`); who leads, and who would be the better one,
 * objects. Terms count up, so that of two leaders the later one stays.
 */
export class Leadership {
  private role: 'away' | 'follower' | 'candidate' | 'leader' = 'away';
  private term = 0;
  private leader?: string;
  private timer?: ReturnType<typeof setTimeout>;
  private lateTurns = 0;
  private visibleSinceMs = performance.now();

  constructor(private readonly tab: Candidate) {}

  get isLeader(): boolean {
    return this.role === 'leader';
  }

  /** Looks who leads, and leads when nobody does. */
  join(): void {
    this.role = 'follower';
    this.leader = undefined;
    this.visibilityChanged();
    this.ask(FIRST_ANSWER_WITHIN_MS);
  }

  /** Leads at once: there are no other tabs to ask. */
  joinAlone(): void {
    this.lead();
  }

  /** @param successor who is to lead when this tab did */
  leave(successor?: string): void {
    clearTimeout(this.timer);
    this.tab.post({ kind: 'bye', ...(this.isLeader && successor !== undefined && { successor }) });
    this.role = 'away';
  }

  /** Says that it leads, so that two leaders become one. */
  announce(): void {
    if (this.isLeader) this.say('lead');
  }

  visibilityChanged(): void {
    if (!this.tab.isHidden()) this.visibleSinceMs = performance.now();
  }

  hear(from: string, message: LeaderMessage): void {
    if (this.role === 'away') return;
    if (message.kind === 'ask') this.announce();
    else if (message.kind === 'claim') this.onClaim(from, message.term, message.isHidden);
    else if (message.kind === 'lead') this.onLead(from, message.term, message.isHidden);
    else this.onBye(from, message.successor);
  }

  /** Something else came from that tab: if it leads, it lives. */
  heardOf(from: string): void {
    if (this.role === 'follower' && from === this.leader) this.watch();
  }

  private onClaim(from: string, term: number, isHidden: boolean): void {
    const mine = this.tab.isHidden();
    if (this.role === 'leader') {
      // One that is looked at may have it from one that is not.
      if (!mine || isHidden) this.say('lead');
      return;
    }
    this.term = Math.max(this.term, term - 1);
    const isBetter = mine === isHidden ? from < this.tab.id : mine;
    if (this.role === 'candidate' && !isBetter) this.say('claim');
    else this.follow();
  }

  private onLead(from: string, term: number, isHidden: boolean): void {
    if (this.role === 'leader') {
      const isOutdone = term > this.term || (term === this.term && from < this.tab.id);
      if (!isOutdone) return this.say('lead');
      this.role = 'follower';
      this.tab.ended();
    } else if (term < this.term) return;
    this.term = term;
    const isOther = this.leader !== from;
    this.leader = from;
    this.follow();
    if (isOther) this.tab.followed();
    if (isHidden && this.hasLongBeenVisible()) this.claim();
  }

  private onBye(from: string, successor: string | undefined): void {
    if (from !== this.leader) return;
    if (successor === this.tab.id) this.lead();
    else this.after(Math.random() * JITTER_MS, () => this.ask(ANSWER_WITHIN_MS));
  }

  private follow(): void {
    this.role = 'follower';
    this.watch();
  }

  /** Asks when the leader has not been heard for a while. */
  private watch(): void {
    this.lateTurns = 0;
    const waitMs = this.tab.isHidden() ? ASK_AFTER_MS.hidden : ASK_AFTER_MS.visible;
    this.after(waitMs + Math.random() * JITTER_MS, () => this.ask(ANSWER_WITHIN_MS));
  }

  private ask(withinMs: number): void {
    this.tab.post({ kind: 'ask' });
    this.after(withinMs, () => this.claim());
  }

  private claim(): void {
    this.role = 'candidate';
    this.say('claim');
    this.after(this.tab.isHidden() ? OBJECT_WITHIN_MS.hidden : OBJECT_WITHIN_MS.visible, () => this.lead());
  }

  private lead(): void {
    clearTimeout(this.timer);
    this.role = 'leader';
    this.leader = this.tab.id;
    this.term++;
    this.say('lead');
    this.tab.began();
  }

  private say(kind: 'claim' | 'lead'): void {
    const term = kind === 'claim' ? this.term + 1 : this.term;
    this.tab.post({ kind, term, isHidden: this.tab.isHidden() });
  }

  private hasLongBeenVisible(): boolean {
    return !this.tab.isHidden() && performance.now() - this.visibleSinceMs >= TAKE_OVER_AFTER_MS;
  }

  private after(waitMs: number, then: () => void): void {
    clearTimeout(this.timer);
    const dueMs = performance.now() + waitMs;
    this.timer = setTimeout(() => {
      const wasAsleep = performance.now() - dueMs > ASLEEP_MS;
      if (wasAsleep && this.lateTurns++ < MOST_LATE_TURNS) this.ask(ANSWER_WITHIN_MS);
      else then();
    }, waitMs);
  }
}
