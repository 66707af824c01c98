import { TestBed } from '@angular/core/testing';
import { SoundSize } from './sound-size';

/** What a phone tells of its network. */
class Connection extends EventTarget {
  saveData = false;
  constructor(public type?: string) {
    super();
  }
  become(type: string): void {
    this.type = type;
    this.dispatchEvent(new Event('change'));
  }
}

function on(connection?: Connection): SoundSize {
  Object.defineProperty(navigator, 'connection', { value: connection, configurable: true });
  return TestBed.inject(SoundSize);
}

describe('SoundSize', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => Reflect.deleteProperty(navigator, 'connection'));

  it('is one choice where the browser does not tell of its network', () => {
    const size = on();
    size.chooseOnMobileData('64');
    expect([size.knowsNetwork(), size.now()]).toEqual([false, 'original']);
    size.choose('128');
    expect(size.now()).toBe('128');
  });

  it('follows the network', () => {
    const phone = new Connection('wifi');
    const size = on(phone);
    size.chooseOnMobileData('64');
    expect(size.now()).toBe('original');
    phone.become('cellular');
    expect(size.now()).toBe('64');
    size.chooseOnMobileData('same');
    expect(size.now()).toBe('original');
  });

  it('takes a system that is told to save data for mobile data', () => {
    const laptop = new Connection();
    laptop.saveData = true;
    const size = on(laptop);
    size.chooseOnMobileData('128');
    expect(size.now()).toBe('128');
  });

  it('asks once on mobile data, loads the smallest meanwhile, and asks again the next time', () => {
    const phone = new Connection('cellular');
    const size = on(phone);
    size.chooseOnMobileData('ask');
    expect([size.mustAsk(), size.now()]).toEqual([true, '64']);
    size.answer('original');
    expect([size.mustAsk(), size.now()]).toEqual([false, 'original']);
    phone.become('wifi');
    expect(size.mustAsk()).toBe(false);
    phone.become('cellular');
    expect([size.mustAsk(), size.now()]).toEqual([true, '64']);
  });
});
