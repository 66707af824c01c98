import type { TrackView } from '../core/api/types';
import { findSentences } from '../core/locale/server/all-sentences';
import { learnServerWords } from '../core/locale/server/server-words';
import { Drawn } from '../core/testing/drawn';
import { aTrack } from '../player/testing/fixtures';
import { NotedPlayer } from '../player/testing/noted-player';
import { provideActions } from './subjects/provide-actions';
import { TrackRow } from './track-row';

describe('TrackRow', () => {
  let played: number;

  afterEach(() => learnServerWords(undefined));

  async function show(more: Partial<TrackView>): Promise<HTMLElement> {
    played = 0;
    const providers = [new NotedPlayer().provider, ...provideActions()];
    const row = await Drawn.of(TrackRow, { track: aTrack('Ebb', more) }, providers);
    row.component.played.subscribe(() => played++);
    return row.element;
  }

  it.each<[string, Partial<TrackView>, string]>([
    ['its file is not there any more', {}, 'Missing'],
    ['its source is switched off', { offSourceId: 'ytmusic' }, 'Source off'],
    ['its source does not play it', { sourceId: 'bandcamp' }, 'Not playable'],
    ['it was saved from a source that does not play it', { whyNotPlayable: 'Buy it there.' }, 'Not playable'],
  ])('has no way to play it where %s', async (_, more, word) => {
    const row = await show({ isMissing: true, ...more });
    expect(row.querySelector('.gone')?.textContent).toBe(word);
    expect(row.querySelector('button.play')).toBeNull();
    row.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    row.dispatchEvent(new PointerEvent('click', { bubbles: true, pointerType: 'touch' }));
    expect(played).toBe(0);
  });

  it('says why its source does not play it', async () => {
    const row = await show({ isMissing: true, sourceId: 'bandcamp', whyNotPlayable: 'Not streamable. Buy it there.' });
    expect(row.querySelector('.by-line')?.textContent).toContain('Not streamable. Buy it there.');
  });

  it('says so in a language that has words for what the server says, with the day on which it comes out', async () => {
    learnServerWords(findSentences);
    const notPlayableCause = { code: 'bandcamp-not-out-yet', outAtMs: Date.UTC(2031, 2, 7) };
    const row = await show({ isMissing: true, whyNotPlayable: 'From the server.', notPlayableCause });
    expect(row.querySelector('.by-line')?.textContent).toMatch(/Out on .*2031\./);
  });

  it('plays what is there', async () => {
    const row = await show({});
    expect(row.querySelector('.gone')).toBeNull();
    row.querySelector<HTMLButtonElement>('button.play')?.click();
    expect(played).toBe(1);
  });
});
