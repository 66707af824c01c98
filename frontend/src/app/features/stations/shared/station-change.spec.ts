import { aStation } from '../testing/fixtures';
import { changeIn } from './station-change';

const STATION = aStation('fip', { name: 'FIP', group: 'Night', gainDb: -2, charset: 'iso-8859-2' });

function filled(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe('what a form changes about a station', () => {
  it.each<[string, Record<string, string>, object]>([
    [
      'nothing that is so already',
      { name: ' FIP ', group: 'Night', gainDb: '-2', url: 'https://fip.example/live' },
      {},
    ],
    ['nothing that is not in it', {}, {}],
    ['no name to none', { name: ' ' }, {}],
    ['a name, trimmed', { name: ' Jazz ' }, { name: 'Jazz' }],
    ['an address', { url: 'https://other.example/' }, { url: 'https://other.example/' }],
    ['a group to none', { group: '' }, { group: '' }],
    ['letters to what is found out', { charset: '' }, { charset: '' }],
    ['loudness', { gainDb: '1.5' }, { gainDb: 1.5 }],
    ['loudness written otherwise', { gainDb: '−1,5' }, { gainDb: -1.5 }],
    ['loudness to what was found', { gainDb: '' }, { gainDb: null }],
    ['no loudness to words', { gainDb: 'loud' }, {}],
  ])('is %s', (_, fields, change) => {
    expect(changeIn(filled(fields), STATION)).toEqual(change);
  });

  it('leaves what was never set', () => {
    expect(changeIn(filled({ group: '', charset: '', gainDb: '' }), aStation('a'))).toEqual({});
  });
});
