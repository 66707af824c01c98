import { expect, it } from 'vitest';
import { instantOf } from './instants.js';

it.each([
  ['Wed, 27 Apr 2011 07:00:00 GMT', '2011-04-27T07:00:00Z'],
  ['Wednesday, 27 April 2011 07:00 +0200', '2011-04-27T05:00:00Z'],
  // The day of the week is wrong.
  ['Mon, 27 Apr 2011 07:00:00 EST', '2011-04-27T12:00:00Z'],
  ['27 Apr 11 07:00:00 PDT', '2011-04-27T14:00:00Z'],
  ['1 Sept 2020 7:05:09 -0330', '2020-09-01T10:35:09Z'],
  ['Fri, 08 Jul 2016 13:40:00 UTC', '2016-07-08T13:40:00Z'],
  ['Tue, 31 Aug 2021 12:03:00 GMT+0200', '2021-08-31T10:03:00Z'],
  ['Tue, 31 Aug 2021 24:00:00 GMT', '2021-09-01T00:00:00Z'],
  ['Tue, 31 Aug 2021', '2021-08-31T00:00:00Z'],
  ['Nov 18, 2019 7:19 pm', '2019-11-18T19:19:00Z'],
  ['2019-11-18T19:19:26.123+01:00', '2019-11-18T18:19:26Z'],
  ['2019-11-18 19:19', '2019-11-18T19:19:00Z'],
  ['2019-11-18', '2019-11-18T00:00:00Z'],
  ['  Thu, 21 Jan 2021 18:58:00 +1100 ', '2021-01-21T07:58:00Z'],
])('reads %s', (text, iso) => {
  expect(instantOf(text)).toBe(Date.parse(iso));
});

it.each([
  '',
  'yesterday',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  '31 Feb 2020 10:00',
  '2019-13-40',
  '1 Foo 2020',
  '9999-01-01',
  '1'.repeat(500),
])('takes %j for none', (text) => {
  expect(instantOf(text)).toBeUndefined();
});
