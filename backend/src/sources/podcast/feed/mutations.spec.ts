import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chance } from '../../../../test/support/chance.js';
import { readChaptersFile } from './chapters.js';
import { decodeText } from './decode-text.js';
import { readOpml } from './opml.js';
import { readFeed } from './read-feed.js';
import { readTranscript } from './transcripts.js';

/** In the gate; `PYXIS_MUTATIONS=10000` for the whole of it. */
const ROUNDS = Number(process.env.PYXIS_MUTATIONS ?? 600);
const folder = join(import.meta.dirname, '../../../../test/fixtures/podcasts');
const addresses = { base: 'https://feeds.example/one.xml', privateOrigins: [] };
const PIECES = [
  '<',
  '>',
  '&',
  ']]>',
  '<![CDATA[',
  '<!--',
  '"',
  '&#x110000;',
  '&#0;',
  '\0',
  '<item>',
  '</item>',
  '{',
  '-',
  '99999999999',
  '__proto__',
  '\ud800',
];

function mutate(bytes: Buffer, seed: number): Buffer {
  const next = chance(seed + 1);
  let mutated = Buffer.from(bytes);
  for (let count = 1 + next(12); count > 0; count--) {
    const at = next(mutated.length + 1);
    switch (next(5)) {
      case 0:
        mutated = mutated.subarray(0, at);
        break;
      case 1:
        mutated[at] = next(256);
        break;
      case 2:
        mutated = Buffer.concat([
          mutated.subarray(0, at),
          Buffer.from(PIECES[next(PIECES.length)] ?? ''),
          mutated.subarray(at),
        ]);
        break;
      case 3:
        mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(Math.min(mutated.length, at + next(400)))]);
        break;
      default:
        mutated = Buffer.concat([mutated.subarray(at), mutated.subarray(0, at)]);
    }
  }
  return mutated;
}

const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:xml|rss|opml|json|vtt)$/.test(name) && !name.includes('expected'))
  .map((name) => [name, readFileSync(join(folder, name))] as const)
  // The largest says no more than the others, and takes most of the time.
  .filter(([, bytes]) => bytes.length < 40_000);

it(`throws for none of ${ROUNDS} damaged documents`, { timeout: 600_000 }, () => {
  for (let round = 0; round < ROUNDS; round++) {
    const [name, bytes] = samples[round % samples.length] ?? ['', Buffer.alloc(0)];
    const mutated = mutate(bytes, round);
    try {
      const read = readFeed({ bytes: mutated, addresses, known: new Set() });
      if (read.kind === 'feed') JSON.stringify([...read.items]);
      readOpml(mutated);
      const text = decodeText(mutated);
      readChaptersFile(text, addresses);
      readTranscript(text, 'text/html');
    } catch (error) {
      throw new Error(`Round ${round}, made from ${name}`, { cause: error });
    }
  }
  expect(samples.length).toBeGreaterThan(20);
});
