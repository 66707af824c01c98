import { NotFound, type Clock } from '../common/index.js';
import type { Database } from '../database/index.js';
import type { OutputRef } from './play-events.js';
import type { OutputView } from './player-view.dto.js';

/** Names of outputs that were not seen for so long are forgotten. */
const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1_000;

interface Present {
  readonly output: OutputRef;
  /** Event streams it has open. */
  streams: number;
}

/**
 * What can make sound for one person. An output is there while it has an event stream open; what it is called is kept, so
 * that it need not tell again after the server was away.
 */
export class Outputs {
  private readonly present = new Map<string, Present>();

  constructor(
    private readonly ownerId: string,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes an output's name; telling it again changes it. */
  async register(output: OutputRef): Promise<void> {
    const { ownerId } = this;
    const nowMs = this.clock.nowMs();
    await this.database.write(async ({ sql }) => {
      await sql.run('DELETE FROM output WHERE owner_id = ? AND seen_at_ms < ?', [ownerId, nowMs - FORGET_AFTER_MS]);
      await sql.run(
        `INSERT INTO output (owner_id, id, name, kind, seen_at_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (owner_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
           seen_at_ms = excluded.seen_at_ms`,
        [ownerId, output.id, output.name, output.kind, nowMs],
      );
    });
    const present = this.present.get(output.id);
    if (present) this.present.set(output.id, { ...present, output });
  }

  /** @throws NotFound it never registered */
  async find(id: string): Promise<OutputRef> {
    const present = this.present.get(id);
    if (present) return present.output;
    const output = await this.database.read.get<OutputRef>(
      'SELECT id, name, kind FROM output WHERE owner_id = ? AND id = ?',
      [this.ownerId, id],
    );
    if (!output) throw new NotFound('output', id);
    return output;
  }

  isPresent(id: string): boolean {
    return this.present.has(id);
  }

  /** @returns whether it was not there before */
  came(output: OutputRef): boolean {
    const present = this.present.get(output.id);
    this.present.set(output.id, { output, streams: (present?.streams ?? 0) + 1 });
    return present === undefined;
  }

  /** @returns whether that was its last stream, so that it is gone */
  left(id: string): boolean {
    const present = this.present.get(id);
    if (!present) return false;
    present.streams--;
    if (present.streams > 0) return false;
    this.present.delete(id);
    return true;
  }

  /** Those that are there, and the active one in any case. */
  views(active: OutputRef | undefined): OutputView[] {
    const outputs = new Map([...this.present].map(([id, { output }]) => [id, output]));
    if (active && !outputs.has(active.id)) outputs.set(active.id, active);
    return [...outputs.values()].map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      isActive: id === active?.id,
      isPresent: this.present.has(id),
    }));
  }
}
