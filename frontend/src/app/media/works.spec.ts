import type { TrackView } from '../core/api/types';
import { aTrack } from '../player/testing/fixtures';
import { inWorks, titleInWork } from './works';

const of = (id: string, work?: TrackView['work'], more: Partial<TrackView> = {}): TrackView =>
  aTrack(id, { title: id, ...(work && { work }), ...more });

describe('inWorks', () => {
  it('puts the movements of a work together, and leaves single ones with their neighbours', () => {
    const ada = { id: 'ada', name: 'Ada', role: 'composer' };
    const both = { artists: [ada, { id: 'bo', name: 'Bo', role: 'composer' }] };
    const tracks = [of('Intro'), of('Song', { title: 'Song' }), of('1', { title: 'Ninth' }, both), of('2', { title: 'ninth' }, { artists: [ada] }), of('Encore')]; // prettier-ignore
    expect(inWorks(tracks).map(({ work, composers, tracks: own }) => [work, composers.map(({ id }) => id), own.map(({ id }) => id)])).toEqual([
      [undefined, [], ['Intro', 'Song']],
      ['Ninth', ['ada'], ['1', '2']],
      [undefined, [], ['Encore']],
    ]); // prettier-ignore
  });
});

describe('titleInWork', () => {
  it.each([
    [{ title: 'Ninth', movement: 'Scherzo', movementNumber: 2 }, 'Ninth: II. Scherzo', 'II. Scherzo'],
    [{ title: 'Ninth', movement: 'II. Scherzo', movementNumber: 2 }, 'Ninth: II. Scherzo', 'II. Scherzo'],
    [{ title: 'Ninth' }, 'ninth – Scherzo', 'Scherzo'],
    [{ title: 'Ninth' }, 'Ninth', 'Ninth'],
    [undefined, 'Scherzo', 'Scherzo'],
  ])('of %j and “%s” is “%s”', (work, title, expected) => {
    expect(titleInWork(of(title, work))).toBe(expected);
  });

  it('is what a person called it, from when they do', () => {
    const track = of('Ninth: II', { title: 'Ninth', movement: 'Scherzo' });
    expect(titleInWork(track, 'Mine')).toBe('Mine');
    expect(titleInWork({ ...track, title: 'Mine', sourceTitle: 'Ninth: II' })).toBe('Mine');
  });
});
