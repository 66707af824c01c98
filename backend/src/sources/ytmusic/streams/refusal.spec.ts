import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { refusalIn, refusalOfPlayer, StreamRefused, type RefusalCode } from './refusal.js';

const FIXTURES = new URL('../../../../test/fixtures/ytmusic/', import.meta.url);
const recorded = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));

/** The names that the recordings have for them. */
const CLASSES: Readonly<Record<string, RefusalCode>> = {
  unavailable: 'removed',
  private: 'private',
  geo_blocked: 'geo-blocked',
  premium_only: 'premium-only',
  members_only: 'members-only',
  age_restricted: 'age-restricted',
  bot_check: 'bot-check',
  blocked: 'bot-check',
  rate_limited: 'rate-limited',
  no_formats: 'no-formats',
  network: 'network',
  extractor: 'extractor',
};

it.each(recorded('ytdlp/errors.json') as { class: string; stderr: string }[])(
  'what yt-dlp says is understood: $class',
  ({ class: name, stderr }) => {
    expect(refusalIn(stderr)).toBe(CLASSES[name]);
  },
);

it.each<[string, RefusalCode]>([
  ["ERROR: [youtube] x: Sign in to confirm you're not a bot.", 'bot-check'],
  [
    'ERROR: [youtube] x: Video unavailable. The uploader has not made this video available in your country',
    'geo-blocked',
  ],
  ['ERROR: [youtube] x: Video unavailable. This video has been removed by the uploader', 'removed'],
  ['ERROR: [youtube] x: Premieres in 3 hours', 'not-yet'],
  ['ERROR: [youtube] x: Join this channel to get access to members-only content', 'members-only'],
  [
    'WARNING: [youtube] x: n challenge solving failed: Some formats may be missing\nERROR: [youtube] x: Requested format is not available.',
    'solver',
  ],
  [
    'WARNING: [youtube] No supported JavaScript runtime could be found.\nERROR: [youtube] x: This video is private',
    'private',
  ],
  [
    'WARNING: [youtube] The provided YouTube account cookies are no longer valid.\nERROR: [youtube] x: Only images are available',
    'cookies-stale',
  ],
  [
    'WARNING: [youtube] No supported JavaScript runtime could be found.\nERROR: [youtube] x: Requested format is not available.',
    'no-runtime',
  ],
  ['Usage: yt-dlp [OPTIONS] URL [URL...]\n\nyt-dlp: error: no such option: --js-runtimes', 'program-too-old'],
  ['ERROR: [youtube] x: HTTP Error 429: Too Many Requests', 'rate-limited'],
  ['', 'extractor'],
])('%s', (words, code) => {
  expect(refusalIn(words)).toBe(code);
});

it.each<[string, RefusalCode | undefined]>([
  ['ok.visionos', undefined],
  ['private', 'private'],
  ['geo-blocked', 'geo-blocked'],
  ['bot-check.synthetic', 'bot-check'],
  ['captcha.synthetic', 'bot-check'],
  ['age-restricted.synthetic', 'age-restricted'],
  ['rate-limited.synthetic', 'rate-limited'],
  ['unavailable.synthetic', 'removed'],
  ['interstitial.synthetic', 'geo-blocked'],
  ['sabr-only.synthetic', undefined],
])('what the service itself says is understood: %s', (name, code) => {
  expect(refusalOfPlayer(recorded(`player/${name}.json`))).toBe(code);
});

it('has a case here for every recording', () => {
  expect(readdirSync(new URL('player', FIXTURES))).toHaveLength(10);
});

it('is told in a sentence that says what to do', () => {
  expect(new StreamRefused('geo-blocked')).toMatchObject({
    kind: 'not-found',
    code: 'ytmusic-geo-blocked',
    message: 'This song is not to be heard in this country. Play another version of it, or go on.',
  });
  expect(new StreamRefused('bot-check').kind).toBe('unavailable');
});
