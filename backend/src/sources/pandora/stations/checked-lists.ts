import { RecentAnswers, type Clock, type Fields } from '../../../common/index.js';
import type { PersonalStation, StationIdeas } from '../../personal-stations.js';
import { idOf } from '../answers/reading.js';
import { readStationList } from '../answers/stations.js';

/** So long nobody asks whether a list is another. */
const FRESH_MS = 30_000;

type Ask = (method: string, args: Fields, signal: AbortSignal) => Promise<Fields>;

interface Checked<T> {
  readonly list: T;
  readonly checksum: string | undefined;
}

/** Long lists of which the service says by a few letters whether they have changed. */
export class CheckedLists {
  private readonly recent: RecentAnswers<unknown>;
  private readonly known = new Map<string, Checked<unknown>>();

  constructor(
    private readonly ask: Ask,
    clock: Clock,
  ) {
    this.recent = new RecentAnswers(clock, FRESH_MS, 2);
  }

  stations(args: Fields, signal: AbortSignal): Promise<readonly PersonalStation[]> {
    const read = (answer: Fields): readonly PersonalStation[] => readStationList(answer).stations;
    return this.get('user.getStationList', args, read, signal);
  }

  genres(read: (answer: Fields) => readonly StationIdeas[], signal: AbortSignal): Promise<readonly StationIdeas[]> {
    return this.get('station.getGenreStations', {}, read, signal);
  }

  /** Something was changed: what is known may be so no longer. */
  forget(): void {
    this.recent.forget('user.getStationList');
  }

  private get<T>(method: string, args: Fields, read: (answer: Fields) => T, signal: AbortSignal): Promise<T> {
    return this.recent.get(method, (shared) => this.check(method, args, read, shared), signal) as Promise<T>;
  }

  private async check<T>(method: string, args: Fields, read: (answer: Fields) => T, signal: AbortSignal): Promise<T> {
    const known = this.known.get(method) as Checked<T> | undefined;
    if (known?.checksum !== undefined) {
      const { checksum } = await this.ask(`${method}Checksum`, {}, signal);
      if (idOf(checksum) === known.checksum) return known.list;
    }
    const answer = await this.ask(method, args, signal);
    const list = read(answer);
    // One that changed meanwhile has another checksum, and is read once more the next time.
    this.known.set(method, { list, checksum: idOf(answer.checksum) });
    return list;
  }
}
