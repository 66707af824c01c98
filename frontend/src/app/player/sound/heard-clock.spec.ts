import { HeardClock } from './heard-clock';

describe('HeardClock', () => {
  it('counts what was played, not what was jumped over', () => {
    const clock = new HeardClock();
    clock.ranTo(2);
    clock.jumpedTo(60);
    clock.ranTo(61.5);
    clock.jumpedTo(0);
    clock.ranTo(0.25);
    expect(clock.heardMs).toBe(3_750);
  });

  it('never counts backwards', () => {
    const clock = new HeardClock();
    clock.ranTo(5);
    clock.ranTo(4.9);
    expect(clock.heardMs).toBe(5_000);
  });

  it('counts for the next item from where the one before ended', () => {
    const clock = new HeardClock();
    clock.ranTo(5);
    clock.restart();
    clock.ranTo(5.1);
    expect(clock.heardMs).toBe(100);
  });
});
