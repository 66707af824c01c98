import { LastFmConfig, ListenBrainzConfig } from '../config/index.js';
import type { UpstreamDescription } from '../upstream/index.js';

const MIB = 1024 ** 2;

/** One call at a time, one a second; what fails is sent again by the outbox. */
const LIMITS = {
  deadlineMs: 10_000,
  maxBytes: MIB,
  concurrency: 1,
  budget: { calls: 1, perMs: 1_000 },
  retries: 0,
} as const satisfies UpstreamDescription['limits'];

export function listenBrainzUpstream({ baseUrl }: ListenBrainzConfig): UpstreamDescription {
  const { hostname } = new URL(baseUrl);
  return {
    id: 'listenbrainz',
    name: 'ListenBrainz',
    configured: namedByPerson(baseUrl, new ListenBrainzConfig().baseUrl),
    // Since August 2026. Servers of others that take the same calls do not ask for it.
    needsContact: hostname === 'listenbrainz.org' || hostname.endsWith('.listenbrainz.org'),
    waitHeader: 'x-ratelimit-reset-in',
    limits: LIMITS,
  };
}

export function lastFmUpstream({ baseUrl }: LastFmConfig): UpstreamDescription {
  return {
    id: 'lastfm',
    name: 'Last.fm',
    configured: namedByPerson(baseUrl, new LastFmConfig().baseUrl),
    limits: LIMITS,
  };
}

/** The address that is the default was not written by anybody, and is on the internet. */
function namedByPerson(baseUrl: string, standard: string): string[] {
  return baseUrl === standard ? [] : [baseUrl];
}
