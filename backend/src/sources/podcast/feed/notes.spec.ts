import { expect, it } from 'vitest';
import { linesOf, sanitizeNotes } from './notes.js';

const base = 'https://show.example/episodes/1';
const clean = (text: string): string | undefined => sanitizeNotes(text, { base, withTimes: true });

it('leaves what text is made of', () => {
  expect(clean('<h1>One</h1><p style="color:red">Two <b>bold</b><br/>three</p><ul><li>four</li></ul>')).toBe(
    '<h3>One</h3><p>Two <b>bold</b><br />three</p><ul><li>four</li></ul>',
  );
});

it.each([
  ['<p onclick="x()">a<script>alert(1)</script></p>', '<p>a</p>'],
  ['<a href="javascript:alert(1)">b</a>', '<a>b</a>'],
  ['<img src="https://spy.example/pixel.gif" onerror="x()">c', 'c'],
  ['<iframe src="https://x.example"></iframe>d<style>p{}</style>', 'd'],
  ['<svg><a xlink:href="javascript:x()">e</a></svg>', '<a>e</a>'],
  ['<p>f <!-- hidden --> g</p>', '<p>f  g</p>'],
  ['<a href="#t=5">h</a>', '<a>h</a>'],
])('takes out of %j what is none', (text, html) => {
  expect(clean(text)).toBe(html);
});

it('leads links to the web, also relative ones, and tells nothing of the page', () => {
  expect(clean('<a href="/about" class="x">x</a>')).toBe(
    '<a href="https://show.example/about" rel="noopener noreferrer" target="_blank">x</a>',
  );
});

it('keeps the lines of plain text, and makes its addresses links', () => {
  expect(clean('Hello & <3\nworld.\n\nSee https://a.example/b?c=1&d.')).toBe(
    '<p>Hello &amp; &lt;3<br />world.</p><p>See <a href="https://a.example/b?c=1&amp;d" rel="noopener noreferrer" ' +
      'target="_blank">https://a.example/b?c=1&amp;d</a>.</p>',
  );
});

it('makes times links', () => {
  expect(clean('<p>(00:00) Intro<br>12:34 – Two, 1:02:03</p>')).toBe(
    '<p>(<a href="#t=0">00:00</a>) Intro<br /><a href="#t=754">12:34</a> – Two, <a href="#t=3723">1:02:03</a></p>',
  );
});

it.each(['at 10:30 pm', '7:15 Uhr', 'a ratio of 1:2', 'ISBN 1:23:45:67', 'v1.2:30', '99:99', 'http://a.example:8080'])(
  'takes no time for a link where there is none: %j',
  (text) => {
    expect(clean(text)).not.toContain('#t=');
  },
);

it('leaves times within links alone', () => {
  const html = clean('<a href="https://a.example/"><b>12:34</b></a> 5:00');
  expect(html?.match(/#t=/g)).toHaveLength(1);
});

it('says when nothing is left', () => {
  expect(clean('<p>&nbsp;<img src="x"></p>')).toBeUndefined();
});

it('gives its lines', () => {
  expect(linesOf(clean('<p>One &amp; <b>two</b><br>three</p><ul><li>4</li><li>5</li></ul>') ?? '')).toEqual([
    'One & two',
    'three',
    '4',
    '5',
  ]);
});
