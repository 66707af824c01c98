/** So many times a tab may fail to answer before it counts as gone. */
const MOST_MISSED = 2;

/** What one tab wants of the connection that the leader keeps. */
export interface Wishes {
  readonly topics: readonly string[];
  /** The output that the tab is; absent where it is none. */
  readonly outputId?: string;
  readonly isHidden: boolean;
}

interface Member {
  readonly wishes: Wishes;
  missed: number;
}

/**
 * The other tabs, as the leader knows them. It counts answers that are missing, not time: a leader that slept has asked
 * only once.
 */
export class Members {
  private readonly byId = new Map<string, Member>();

  /** @returns the topics that the tab did not want before */
  take(id: string, wishes: Wishes): readonly string[] {
    const before = this.byId.get(id)?.wishes.topics ?? [];
    this.byId.set(id, { wishes, missed: 0 });
    return wishes.topics.filter((topic) => !before.includes(topic));
  }

  heard(id: string): void {
    const member = this.byId.get(id);
    if (member) member.missed = 0;
  }

  remove(id: string): void {
    this.byId.delete(id);
  }

  clear(): void {
    this.byId.clear();
  }

  /** Everybody is about to be asked. Who did not answer the last times is gone. */
  expectAnswers(): void {
    for (const [id, member] of this.byId) {
      if (member.missed >= MOST_MISSED) this.byId.delete(id);
      else member.missed++;
    }
  }

  get wishes(): readonly Wishes[] {
    return [...this.byId.values()].map((member) => member.wishes);
  }

  /** Who is to lead next: one that is looked at and lives, if there is one. */
  get successor(): string | undefined {
    const cost = ({ wishes, missed }: Member): number => (wishes.isHidden ? 1 : 0) + 2 * missed;
    return [...this.byId].toSorted(([, a], [, b]) => cost(a) - cost(b))[0]?.[0];
  }
}
