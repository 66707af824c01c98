import { expect, it } from 'vitest';
import { TestClock } from '../../../../test/support/test-clock.js';
import { ServerClock } from './server-clock.js';

/** Its two clocks go apart when somebody sets one. */
class Machine extends TestClock {
  steady = 0;

  override steadyMs(): number {
    return this.steady;
  }
}

it.each([-3_600, 0, 3_600])('goes on from what the service said, %i s from here', (apart) => {
  const machine = new Machine();
  const server = new ServerClock(machine);
  server.set(machine.now / 1_000 + apart);
  machine.steady += 90_000;
  expect(server.seconds).toBe(machine.now / 1_000 + apart + 90);
});

it('stays right when somebody sets the clock of this machine', () => {
  const machine = new Machine();
  const server = new ServerClock(machine);
  server.set(1_774_190_858);
  machine.now += 3_600_000;
  expect(server.seconds).toBe(1_774_190_858);
});

it('is known in the next run by how far it is ahead', () => {
  const machine = new Machine();
  const server = new ServerClock(machine);
  server.set(machine.now / 1_000 + 120);
  const next = new ServerClock(machine);
  next.offsetMs = server.offsetMs;
  expect(next.seconds).toBe(server.seconds);
});
