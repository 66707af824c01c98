import { OWNER_ID, type Database } from '../../src/database/index.js';
import { Outbox } from '../../src/scrobbling/outbox.js';
import type { ServiceId } from '../../src/scrobbling/service.js';
import type { SetClock } from './set-clock.js';

const MS_PER_MINUTE = 60_000;

/** An outbox in which plays of `Track 001`, `Track 002` … wait, one a minute, the last of them a minute ago. */
export async function outboxWith(
  database: Database,
  clock: SetClock,
  service: ServiceId,
  count: number,
): Promise<Outbox> {
  const outbox = new Outbox(database, clock);
  await database.write(async ({ sql }) => {
    // Put in backwards: what counts is when they were played.
    for (let number = count; number > 0; number--) {
      await outbox.add(sql, service, {
        ownerId: OWNER_ID,
        playId: `play-${number}`,
        startedAtMs: clock.now - (count - number + 1) * MS_PER_MINUTE,
        track: { title: titleOf(number), artist: 'Someone', durationMs: 200_000, isChosenByListener: true },
      });
    }
  });
  return outbox;
}

/** `Track 007` for 7. */
export function titleOf(number: number): string {
  return `Track ${String(number).padStart(3, '0')}`;
}

/** The titles of the first so many plays. */
export function titlesTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => titleOf(index + 1));
}
