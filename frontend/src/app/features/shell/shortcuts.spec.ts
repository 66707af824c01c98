import { TestBed } from '@angular/core/testing';
import { Shortcuts } from './shortcuts';

const begin = (): Shortcuts => {
  TestBed.resetTestingModule();
  return TestBed.inject(Shortcuts);
};

describe('Shortcuts', () => {
  beforeEach(() => localStorage.clear());

  it('keeps a changed key over a reload, and gives the first ones back', () => {
    expect(begin().change('next', 'X')).toBeUndefined();
    expect(begin().keys()?.next).toBe('x');
    expect(begin().toldKey('next')).toBe('X');
    begin().reset();
    expect(begin().toldKey('next')).toBe('N');
    expect(begin().isChanged()).toBe(false);
  });

  it('says whose a key is already, and leaves it there', () => {
    const shortcuts = begin();
    expect(shortcuts.change('next', 'p')).toBe('previous');
    expect(shortcuts.change('next', 'G')).toBe('go');
    expect(shortcuts.toldKey('next')).toBe('N');
    // What has given its key away can be followed.
    expect(shortcuts.change('previous', 'x')).toBeUndefined();
    expect(shortcuts.change('next', 'p')).toBeUndefined();
    expect(shortcuts.keys()).toMatchObject({ next: 'p', previous: 'x' });
  });

  it('can be switched off, also after a reload', () => {
    begin().switchTo(false);
    expect(begin().keys()).toBeUndefined();
    expect(begin().toldKey('mute')).toBeUndefined();
    begin().switchTo(true);
    expect(begin().toldKey('mute')).toBe('M');
  });

  it.each(['{', '[]', 'null', '{"keys":{"next":"","nothing":"x","mute":5}}', '{"keys":7}'])(
    'takes nothing from %s',
    (kept) => {
      localStorage.setItem('pyxis.shortcuts', kept);
      expect(begin().toldKey('next')).toBe('N');
      expect(begin().isChanged()).toBe(false);
    },
  );
});
