import { expect, it } from 'vitest';
import { TestClock } from '../../../../test/support/test-clock.js';
import { UpstreamError } from '../../../upstream/index.js';
import { StreamRefused } from './refusal.js';
import type { ResolvedAudio } from './resolved-audio.js';
import { TwoWays } from './two-ways.js';
import type { Way, WayWish } from './way.js';

const { signal } = new AbortController();
const clock = new TestClock();
const sound = (formatId: string): ResolvedAudio => ({
  url: 'https://rr1.googlevideo.com/videoplayback',
  headers: {},
  mimeType: 'audio/webm',
  formatId,
});

/** Answers with what it is given, the last again and again. */
class ToldWay implements Way {
  readonly wishes: WayWish[] = [];
  private readonly answers: (ResolvedAudio | Error)[];

  constructor(...answers: (ResolvedAudio | Error)[]) {
    this.answers = answers;
  }

  resolve(_id: string, wish: WayWish): Promise<ResolvedAudio> {
    this.wishes.push(wish);
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    return answer instanceof Error || !answer ? Promise.reject(answer ?? new Error('?')) : Promise.resolve(answer);
  }
}

const find = (ways: TwoWays, refused = 0): Promise<ResolvedAudio> =>
  ways.resolve({ id: 'aaaaaaaaaaa', quality: 'best', refused }, signal);

it('asks the first alone where it works', async () => {
  const [first, second] = [new ToldWay(sound('251')), new ToldWay(sound('251'))];
  await find(new TwoWays(first, second, clock));
  expect([first.wishes, second.wishes]).toEqual([[{ quality: 'best' }], []]);
});

it('asks for the same form where an address is refused: once the first anew, then the second, and then nobody', async () => {
  const [first, second] = [new ToldWay(sound('140')), new ToldWay(sound('140'))];
  const ways = new TwoWays(first, second, clock);
  await find(ways);
  await find(ways, 1);
  await find(ways, 2);
  await expect(find(ways, 3)).rejects.toMatchObject({ refusal: 'cut-off' });
  const again = { quality: 'best', formatId: '140' };
  expect([first.wishes, second.wishes]).toEqual([[{ quality: 'best' }, again], [again]]);
});

it('is no more often asked where the first does not work', async () => {
  const [first, second] = [new ToldWay(new StreamRefused('solver')), new ToldWay(sound('251'))];
  const ways = new TwoWays(first, second, clock);
  await find(ways);
  await find(ways, 1);
  await expect(find(ways, 2)).rejects.toMatchObject({ refusal: 'cut-off' });
  expect([first.wishes.length, second.wishes.length]).toEqual([1, 2]);
});

it('leaves the first alone for a while where it does not work for two songs in a row, and says why', async () => {
  const [first, second] = [new ToldWay(new StreamRefused('solver')), new ToldWay(sound('251'))];
  const ways = new TwoWays(first, second, clock);
  const details = [];
  for (const id of ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc', 'ddddddddddd']) {
    details.push((await ways.resolve({ id, quality: 'best', refused: 0 }, signal)).detour?.refusal);
  }
  expect([details, first.wishes.length]).toEqual([['solver', 'solver', 'solver', 'solver'], 2]);
  clock.pass(5 * 60_000);
  await find(ways);
  expect(first.wishes).toHaveLength(3);
  await find(ways);
  expect(first.wishes).toHaveLength(3);
  ways.forgive();
  await find(ways);
  expect(first.wishes).toHaveLength(4);
});

it('asks the first again where the second does not work either', async () => {
  const first = new ToldWay(new StreamRefused('solver'), new StreamRefused('solver'), sound('140'));
  const second = new ToldWay(sound('251'), sound('251'), new StreamRefused('no-formats'));
  const ways = new TwoWays(first, second, clock);
  const formats = [];
  for (const id of ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc']) {
    formats.push((await ways.resolve({ id, quality: 'best', refused: 0 }, signal)).formatId);
  }
  expect(formats).toEqual(['251', '251', '140']);
});

const away = new UpstreamError('unreachable', 'The player');

it.each<[string, Error, Error | ResolvedAudio, string]>([
  ['missing, and the second works', new StreamRefused('program-missing'), sound('251'), '251'],
  ['too old, and the second works', new StreamRefused('solver'), sound('251'), '251'],
  [
    'too old, and the second knows more',
    new StreamRefused('solver'),
    new StreamRefused('geo-blocked'),
    'ytmusic-geo-blocked',
  ],
  [
    'broken by the age, which the second tells',
    new StreamRefused('extractor'),
    new StreamRefused('age-restricted'),
    'ytmusic-age-restricted',
  ],
  ['missing, and the second is away', new StreamRefused('program-missing'), away, 'ytmusic-program-missing'],
  ['too old, and the second is away', new StreamRefused('solver'), away, 'ytmusic-solver'],
  [
    'too old, and the second has no address',
    new StreamRefused('solver'),
    new StreamRefused('no-formats'),
    'ytmusic-solver',
  ],
  ['right about the song', new StreamRefused('private'), sound('251'), 'ytmusic-private'],
  ['taken for a robot', new StreamRefused('bot-check'), sound('251'), 'ytmusic-bot-check'],
])('the first is %s', async (_what, one, other, outcome) => {
  const answer = find(new TwoWays(new ToldWay(one), new ToldWay(other), clock));
  const said = await answer.then(
    ({ formatId }) => formatId,
    (error: unknown) => (error instanceof StreamRefused ? error.code : error),
  );
  expect(said).toBe(outcome);
});
