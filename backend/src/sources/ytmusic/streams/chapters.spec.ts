import { expect, it } from 'vitest';
import { readChapters } from './chapters.js';

const MINUTE = 60;

it.each([
  [
    'one behind the other',
    [
      { start_time: 0, end_time: 60.5, title: 'Slack Water' },
      { start_time: 60.5, end_time: 180, title: 'Fog Signal' },
    ],
    [
      { title: 'Slack Water', startMs: 0, endMs: 60_500 },
      { title: 'Fog Signal', startMs: 60_500, endMs: 180_000 },
    ],
  ],
  [
    'without ends, in no order',
    [
      { start_time: 60, title: 'Fog Signal' },
      { start_time: 0, title: 'Slack Water' },
    ],
    [
      { title: 'Slack Water', startMs: 0, endMs: 60_000 },
      { title: 'Fog Signal', startMs: 60_000, endMs: 180_000 },
    ],
  ],
  [
    'that overlap, or go on behind the end',
    [
      { start_time: 0, end_time: 90, title: 'Slack Water' },
      { start_time: 60, end_time: 400, title: 'Fog Signal' },
    ],
    [
      { title: 'Slack Water', startMs: 0, endMs: 60_000 },
      { title: 'Fog Signal', startMs: 60_000, endMs: 180_000 },
    ],
  ],
  [
    'numbered in step',
    [
      { start_time: 0, title: '1. Slack Water' },
      { start_time: 60, title: '02 - 99 Boats' },
      { start_time: 120, title: '3) Fog Signal' },
    ],
    [
      { title: 'Slack Water', startMs: 0, endMs: 60_000 },
      { title: '99 Boats', startMs: 60_000, endMs: 120_000 },
      { title: 'Fog Signal', startMs: 120_000, endMs: 180_000 },
    ],
  ],
  [
    'with a number that is part of a title',
    [
      { start_time: 0, title: '1. Slack Water' },
      { start_time: 60, title: '99 Boats' },
    ],
    [
      { title: '1. Slack Water', startMs: 0, endMs: 60_000 },
      { title: '99 Boats', startMs: 60_000, endMs: 180_000 },
    ],
  ],
  [
    'without titles',
    [
      { start_time: 0, title: '<Untitled Chapter 1>' },
      { start_time: 60, title: ' ' },
    ],
    [
      { title: 'Untitled', startMs: 0, endMs: 60_000 },
      { title: 'Untitled', startMs: 60_000, endMs: 180_000 },
    ],
  ],
  ['a single one', [{ start_time: 0, end_time: 180, title: 'All of it' }], []],
  ['none', null, []],
  ['what is none', [{ start_time: 'x' }, 7, null, { start_time: -1 }, { start_time: Number.NaN }], []],
])('reads chapters %s', (_name, told, chapters) => {
  expect(readChapters(told, 3 * MINUTE * 1_000)).toEqual(chapters);
});

it('leaves the last one out where nobody knows its end', () => {
  const told = [0, 60, 120].map((start_time) => ({ start_time, title: `At ${start_time}` }));
  expect(readChapters(told, undefined)).toEqual([
    { title: 'At 0', startMs: 0, endMs: 60_000 },
    { title: 'At 60', startMs: 60_000, endMs: 120_000 },
  ]);
});
