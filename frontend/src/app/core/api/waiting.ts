import { computed, Service, signal } from '@angular/core';

/** Skeletons say that something comes; after so long a person wants to read what. */
const SILENT_MS = 5_000;

/** Says what has been on its way for long. The frame shows it, so that no page has to make room for a word. */
@Service()
export class Waiting {
  private readonly late = signal<readonly { what: string }[]>([]);

  /** `the album`; absent while nothing is late. */
  readonly forWhat = computed(() => this.late()[0]?.what);

  /** @returns to be called when it is there, or is waited for no more */
  begin(what: string): () => void {
    const entry = { what };
    const timer = setTimeout(() => this.late.update((list) => [...list, entry]), SILENT_MS);
    return () => {
      clearTimeout(timer);
      this.late.update((list) => (list.includes(entry) ? list.filter((each) => each !== entry) : list));
    };
  }
}
