import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Connection } from '../core/api/connection';
import { Drawn } from '../core/testing/drawn';
import { Cover } from './cover';
import { FailureNote } from './failure';
import { LetterRail } from './letter-rail';
import { Passing } from './list/passing';
import { PageFailure } from './page-failure';

const GONE = { message: 'There is no such album.', isNotFound: true };
const BROKEN = { message: 'Pyxis did not answer.', isNotFound: false };

describe('a failure', () => {
  it('says what happened at once, and is tried again by a button', async () => {
    const note = await Drawn.of(FailureNote, { failure: BROKEN });
    let tries = 0;
    note.component.retried.subscribe(() => tries++);
    expect(note.element.role).toBe('alert');
    expect(note.text('p')).toBe('Pyxis did not answer.');
    await note.press('Try again');
    expect(tries).toBe(1);
  });

  it('only keeps the room while the server is away, which is told once, and tries again when that is back', async () => {
    const note = await Drawn.of(FailureNote, { failure: { ...BROKEN, canRetry: true } });
    let tries = 0;
    note.component.retried.subscribe(() => tries++);
    const connection = TestBed.inject(Connection);
    connection.reportAway();
    TestBed.tick();
    expect([note.element.role, note.element.querySelector('p')]).toEqual([null, null]);
    connection.reportAnswer();
    TestBed.tick();
    expect(tries).toBe(1);
  });

  it('offers no other try for what is not there', async () => {
    const note = await Drawn.of(FailureNote, { failure: GONE });
    expect(note.element.querySelector('button')).toBeNull();
  });
});

describe('a page whose thing is not here', () => {
  const INPUTS = { what: 'album', wayOut: '/albums', wayOutName: 'All albums' };

  it('leads to others of its kind', async () => {
    const page = await Drawn.of(PageFailure, { ...INPUTS, failure: GONE });
    expect(page.text('h1')).toBe('This album is not here');
    expect(page.element.querySelector('a')?.pathname).toBe('/albums');
    expect(page.text('a')).toBe('All albums');
  });

  it('is only tried again where it did not load', async () => {
    const page = await Drawn.of(PageFailure, { ...INPUTS, failure: BROKEN });
    expect(page.text('h1')).toBe('The album did not load');
    expect(page.element.querySelector('a')).toBeNull();
    expect(page.text('button')).toBe('Try again');
  });
});

describe('a cover', () => {
  const art = (cover: Drawn<Cover>): HTMLImageElement | null =>
    cover.element.querySelector<HTMLImageElement>('img.art');

  it('is asked for as large as it is shown, after those in view', async () => {
    const cover = await Drawn.of(Cover, { artworkId: 'a1', title: 'Low Water', sizes: '46vw' });
    expect(art(cover)?.getAttribute('loading')).toBe('lazy');
    expect(art(cover)?.sizes).toBe('46vw');
    expect(art(cover)?.srcset).toContain('320w');
    await cover.set({ isFirst: true });
    expect(art(cover)?.getAttribute('loading')).toBe('eager');
  });

  it('is drawn from title and artist where there is none, or where it cannot be loaded', async () => {
    const cover = await Drawn.of(Cover, { title: 'Low Water', artist: 'Tideglass' });
    expect([cover.text('.words .title'), cover.text('.words .artist')]).toEqual(['Low Water', 'Tideglass']);
    await cover.set({ artworkId: 'a1' });
    expect(cover.element.querySelector('.words')).toBeNull();
    art(cover)?.dispatchEvent(new Event('error'));
    await cover.settle();
    expect(art(cover)).toBeNull();
    expect(cover.text('.words .title')).toBe('Low Water');
    // Another one is tried.
    await cover.set({ artworkId: 'a2' });
    expect(art(cover)).not.toBeNull();
  });

  it.each([
    { name: 'art', inputs: { artworkId: 'a1' }, picture: 'img.art' },
    { name: 'a drawn picture', inputs: { title: 'Low Water' }, picture: 'img' },
  ])('waits with $name in a view that is passed by, until one stays', async ({ inputs, picture }) => {
    const isOn = signal(true);
    const cover = await Drawn.of(Cover, inputs, [{ provide: Passing, useValue: { isOn } }]);
    const isThere = async (isPassing: boolean): Promise<boolean> => {
      isOn.set(isPassing);
      await cover.settle();
      return cover.element.querySelector(picture) !== null;
    };
    expect([await isThere(true), await isThere(false)]).toEqual([false, true]);
    // What has begun stays.
    expect(await isThere(true)).toBe(true);
  });

  it('shows a letter while the picture of a station is on its way', async () => {
    const cover = await Drawn.of(Cover, { artworkId: 'a1', title: 'fip', isLettered: true });
    expect(cover.text('.letter')).toBe('F');
    art(cover)?.dispatchEvent(new Event('load'));
    await cover.settle();
    expect(cover.element.querySelector('.letter')).toBeNull();
  });
});

describe('the letters beside a list', () => {
  it('say where it begins and lead elsewhere', async () => {
    const rail = await Drawn.of(LetterRail, { letter: 'K' });
    const chosen: string[] = [];
    rail.component.chosen.subscribe((letter) => chosen.push(letter));
    const pressed = [...rail.element.querySelectorAll('[aria-pressed="true"]')].map((each) => each.ariaLabel);
    expect(pressed).toEqual(['From K']);
    await rail.press('From Q');
    await rail.press('From the beginning');
    expect(chosen).toEqual(['Q', '']);
  });
});
