import { Leadership, type LeaderMessage } from './leadership';

/** A channel that all tabs of a spec share; messages take a millisecond. */
class Bus {
  readonly tabs: FakeTab[] = [];
  /** How many messages were sent. */
  sent = 0;

  open(id: string, isHidden = false): FakeTab {
    const tab = new FakeTab(this, id, isHidden);
    this.tabs.push(tab);
    tab.leadership.join();
    return tab;
  }

  get leaders(): string[] {
    return this.tabs.filter((tab) => !tab.isDead && tab.leadership.isLeader).map(({ id }) => id);
  }

  send(from: FakeTab, message: LeaderMessage): void {
    this.sent++;
    for (const tab of this.tabs) {
      if (tab !== from) setTimeout(() => tab.hear(from.id, message), 1);
    }
  }
}

class FakeTab {
  isDead = false;
  /** Which leaders it followed, and when it led itself. */
  readonly story: string[] = [];
  readonly leadership: Leadership;
  private readonly missed: (() => void)[] = [];

  constructor(
    bus: Bus,
    readonly id: string,
    private hidden: boolean,
  ) {
    this.leadership = new Leadership({
      id,
      isHidden: () => this.hidden,
      post: (message) => !this.isDead && bus.send(this, message),
      began: () => this.story.push('leads'),
      ended: () => this.story.push('led'),
      followed: () => this.story.push('follows'),
    });
  }

  hear(from: string, message: LeaderMessage): void {
    if (this.isDead) this.missed.push(() => this.leadership.hear(from, message));
    else this.leadership.hear(from, message);
  }

  hide(): void {
    this.hidden = true;
    this.leadership.visibilityChanged();
  }

  show(): void {
    this.hidden = false;
    this.leadership.visibilityChanged();
  }

  /** Says and hears nothing: killed, or frozen. */
  die(): void {
    this.isDead = true;
  }

  /** What was frozen hears all of it at once. */
  thaw(): void {
    this.isDead = false;
    for (const hear of this.missed.splice(0)) hear();
  }
}

describe('Leadership', () => {
  let bus: Bus;
  beforeEach(() => {
    vi.useFakeTimers();
    bus = new Bus();
  });
  afterEach(() => vi.useRealTimers());

  const pass = (ms: number): void => void vi.advanceTimersByTime(ms);

  it('is the first tab’s, and stays where it is while others come', () => {
    bus.open('m');
    pass(400);
    expect(bus.leaders).toEqual(['m']);
    for (const id of ['a', 'z', 'b']) bus.open(id);
    pass(60_000);
    expect(bus.leaders).toEqual(['m']);
    expect(bus.tabs[1]?.story).toEqual(['follows']);
  });

  it('is one tab’s when ten are opened at once', () => {
    for (const id of 'gicbjadhfe') bus.open(id);
    pass(1_000);
    expect(bus.leaders).toEqual(['a']);
  });

  it('is another’s within seconds after the leader was killed, ten times in a row', () => {
    for (const id of 'abcdefghijk') bus.open(id);
    pass(1_000);
    for (let kill = 0; kill < 10; kill++) {
      const [leader] = bus.leaders;
      bus.tabs.find(({ id }) => id === leader)?.die();
      pass(4_000);
      expect(bus.leaders).toHaveLength(1);
      expect(bus.leaders).not.toContain(leader);
    }
  });

  it('is the successor’s at once when the leader goes and says so', () => {
    const [first] = ['a', 'b', 'c'].map((id) => bus.open(id));
    pass(1_000);
    first?.leadership.leave('c');
    first?.die();
    pass(10);
    expect(bus.leaders).toEqual(['c']);
  });

  it('finds somebody when the successor is gone, too', () => {
    const [first, , third] = ['a', 'b', 'c'].map((id) => bus.open(id));
    pass(1_000);
    third?.die();
    first?.leadership.leave('c');
    first?.die();
    pass(3_000);
    expect(bus.leaders).toEqual(['b']);
  });

  it('stays with a hidden leader whose timers do not run, while nobody is looked at', () => {
    const leader = bus.open('a', true);
    pass(1_000);
    bus.open('b', true);
    pass(600_000);
    expect(bus.leaders).toEqual(['a']);
    expect(leader.story).toEqual(['leads']);
  });

  it('goes from a hidden leader to a tab that is looked at for a while, not to one that is glanced at', () => {
    const leader = bus.open('a');
    pass(1_000);
    const other = bus.open('b', true);
    pass(1_000);
    leader.hide();
    other.show();
    pass(5_000);
    expect(bus.leaders).toEqual(['a']);
    pass(10_000);
    expect(bus.leaders).toEqual(['b']);
    expect(leader.story).toEqual(['leads', 'led', 'follows']);
  });

  it('is one tab’s again when a leader that was frozen wakes up', () => {
    const leader = bus.open('a');
    pass(1_000);
    bus.open('b');
    pass(1_000);
    leader.die();
    pass(5_000);
    leader.thaw();
    pass(100);
    expect(bus.leaders).toEqual(['b']);
    expect(leader.leadership.isLeader).toBe(false);
  });

  it('is one tab’s again when two lead and one of them says so', () => {
    const [one, other] = [bus.open('a'), bus.open('b')];
    // Neither hears the other before both lead.
    one.die();
    pass(1_000);
    one.thaw();
    pass(1_000);
    other.die();
    pass(5_000);
    other.thaw();
    expect(bus.leaders).toEqual(['a', 'b']);
    one.leadership.announce();
    pass(100);
    expect(bus.leaders).toEqual(['b']);
  });

  it('does not call a leader dead because the tab itself was asleep', () => {
    const leader = bus.open('a');
    pass(1_000);
    const sleeper = bus.open('b');
    pass(1_000);
    // All its timers are due at once, long after their time.
    vi.setSystemTime(Date.now());
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 60_000);
    pass(2_100);
    clock.mockRestore();
    pass(3_000);
    expect(bus.leaders).toEqual(['a']);
    expect([leader.story, sleeper.story]).toEqual([['leads'], ['follows']]);
  });

  it('costs a question and an answer now and then, however many tabs there are', () => {
    for (let tab = 0; tab < 10; tab++) bus.open(`tab-${tab}`);
    pass(5_000);
    bus.sent = 0;
    pass(60_000);
    expect(bus.sent).toBeLessThan(120);
  });
});
