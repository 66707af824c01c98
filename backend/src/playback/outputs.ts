import { NotFound, type Clock } from '../common/index.js';
import type { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import type { OutputRef } from './play-events.js';
import type { OutputView } from './player-view.dto.js';

/** Names of outputs that were not seen for so long are forgotten. */
const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1_000;

/** An output that streams name. */
interface Connected {
  /** How many of them there are. */
  streams: number;
  /** Absent as long as it has not registered. */
  output?: OutputRef;
}

/**
 * What can make sound for one person. An output is there while a stream of events names it and it has registered, in
 * whatever order; what it is called is kept, so that it need not tell again after the server was away.
 */
export class Outputs {
  private readonly connected = new Map<string, Connected>();

  constructor(
    private readonly ownerId: string,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes an output's name; telling it again changes it.
   * @returns whether it is there now, and was not before
   */
  async register(output: OutputRef): Promise<boolean> {
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
    const connected = this.connected.get(output.id);
    if (!connected) return false;
    const isNew = !connected.output;
    connected.output = output;
    return isNew;
  }

  /** @throws NotFound it never registered */
  async find(id: string): Promise<OutputRef> {
    const output = this.connected.get(id)?.output ?? (await this.findAll([id]))[0];
    if (!output) throw new NotFound('output', id);
    return output;
  }

  isPresent(id: string): boolean {
    return this.connected.get(id)?.output !== undefined;
  }

  /**
   * A stream names these outputs.
   * @returns whether any of them is there now, and was not before
   */
  async connect(ids: readonly string[]): Promise<boolean> {
    for (const id of ids) {
      const connected = this.connected.get(id) ?? { streams: 0 };
      connected.streams++;
      this.connected.set(id, connected);
    }
    let isAnyNew = false;
    for (const output of await this.findAll(ids.filter((id) => !this.isPresent(id)))) {
      const connected = this.connected.get(output.id);
      if (!connected || connected.output) continue;
      connected.output = output;
      isAnyNew = true;
    }
    return isAnyNew;
  }

  /**
   * That stream is over.
   * @returns the outputs that are gone with it
   */
  disconnect(ids: readonly string[]): string[] {
    return ids.filter((id) => {
      const connected = this.connected.get(id);
      if (!connected || --connected.streams > 0) return false;
      this.connected.delete(id);
      return connected.output !== undefined;
    });
  }

  /** Those that are there, and the active one in any case. */
  views(active: OutputRef | undefined): OutputView[] {
    const outputs = new Map([...this.connected].flatMap(([id, { output }]) => (output ? [[id, output]] : [])));
    if (active && !outputs.has(active.id)) outputs.set(active.id, active);
    return [...outputs.values()].map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      isActive: id === active?.id,
      isPresent: this.isPresent(id),
    }));
  }

  private async findAll(ids: readonly string[]): Promise<OutputRef[]> {
    if (ids.length === 0) return [];
    return this.database.read.all<OutputRef>(
      `SELECT id, name, kind FROM output WHERE owner_id = ? AND id IN (${marks(ids)})`,
      [this.ownerId, ...ids],
    );
  }
}
