import { expect, it } from 'vitest';
import { byNaturalOrder } from './natural-order.js';

it('orders file names as people do', () => {
  const names = ['b', 'A', '10 x', '2 x', '02 x', 'a2', 'a10', 'a', 'Ü', ''];
  expect(names.toSorted(byNaturalOrder)).toEqual(['', '02 x', '2 x', '10 x', 'A', 'a', 'a2', 'a10', 'b', 'Ü']);
});
