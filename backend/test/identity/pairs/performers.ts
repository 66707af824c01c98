import { performers } from '../pair.js';

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';

/** Names of performers. */
export const PERFORMERS = performers(
  ['different', ['Adele', { mbArtistId: ONE }], ['Adèle', { mbArtistId: TWO }], 'namesakes'],
  [
    'same',
    ['Adele'],
    ['Adèle'],
    'typed without accent: no id tells them apart, and one spelling is most often an error',
  ],
  ['same', ['Prince', { mbArtistId: ONE }], ['O(+>', { mbArtistId: ONE }], 'one id'],
  ['same', ['The Beatles'], ['Beatles'], 'a leading article'],
  ['same', ['R.E.M.'], ['REM'], 'initials'],
  ['different', ['M.I.A.'], ['Mia'], 'initials and a name'],
  ['same', ['M.I.A.'], ['MIA'], 'initials'],
  ['different', ['!!!'], ['???'], 'signs that are the name'],
  ['same', ['Sunn O)))'], ['Sunn O'], 'brackets without partners'],
  ['different', ['Nirvana'], ['Nirvana (2)'], 'a number tells namesakes apart'],
  ['different', ['Nirvana (UK)'], ['Nirvana'], 'a country tells namesakes apart'],
  ['different', ['Prince'], ['Prince & The Revolution'], 'a group of his'],
  ['different', ['Simon & Garfunkel'], ['Garfunkel & Simon'], 'unsure: nobody tells that it is two'],
  ['different', ['Simon & Garfunkel'], ['Simon'], 'one of two'],
  ['same', ['Simon & Garfunkel'], ['Simon and Garfunkel'], 'a sign for and'],
  ['same', ['Earth, Wind & Fire'], ['Earth Wind & Fire'], 'a comma'],
  ['same', ['Adele - Topic'], ['Adele'], 'a channel'],
  ['same', ['AdeleVEVO'], ['Adele'], 'a channel'],
  ['different', ['Boards of Canada'], ['Boards'], 'a part of a name'],
  ['different', ['Blur'], ['Blurred'], 'other names'],
  ['different', ['U2'], ['U 3'], 'other numbers'],
  ['different', ['Maroon 5'], ['Maroon'], 'a number of the name'],
  ['same', ['Sigur Rós'], ['Sigur Ros'], 'typed without accent'],
  ['same', ['Mø'], ['MO'], 'ø is typed o'],
  ['different', ['Кино'], ['Кина'], 'other names'],
  ['same', ['Ёлка'], ['Елка'], 'ё is printed as е'],
  ['same', ['ＢＡＢＹＭＥＴＡＬ'], ['BABYMETAL'], 'full width'],
  ['different', ['+44'], ['44'], 'a sign that begins the name'],
  ['different', ['Unknown Artist'], ['Unknown Artist'], 'nobody'],
  ['same', ['Godspeed You! Black Emperor'], ['Godspeed You Black Emperor!'], 'a mark that moved'],
);
