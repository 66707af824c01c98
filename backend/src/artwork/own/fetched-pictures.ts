import { Injectable } from '@nestjs/common';
import { UpstreamError, Upstreams, type Upstream } from '../../upstream/index.js';
import { CoverRefused, type CoverRefusedBecause } from './cover-refused.js';
import { MOST_COVER_BYTES } from './sent-picture.js';

/** Object stores often give no useful content type; what is not a picture fails when it is decoded. */
const TYPES = ['image/', 'application/octet-stream', 'binary/octet-stream'];
const OTHERWISE = 'The picture could not be fetched from there. Try again, or save it and choose the file.';

/** What a person who named an address can do, by what was in the way. */
const REFUSALS: Readonly<Record<string, readonly [because: CoverRefusedBecause, sentence: string]>> = {
  'unsafe-address': [
    'not-on-the-internet',
    'This address is not one of the internet, so it is not asked. Save the picture and choose the file.',
  ],
  'not-found': ['nothing-there', 'There is nothing at this address. Copy it again.'],
  gone: ['nothing-there', 'There is nothing at this address any more. Choose another picture.'],
  'wrong-type': [
    'no-picture',
    'There is no picture at this address. Copy the address of the picture itself, not that of its page.',
  ],
  'too-large': ['too-large', 'The picture at this address is too large for a cover. Choose another.'],
};

/** Pictures that people name by their address: fetched from here, as everything outside, from nowhere inside this network. */
@Injectable()
export class FetchedPictures {
  private readonly hosts: Upstream;

  constructor(upstreams: Upstreams) {
    this.hosts = upstreams.to({
      id: 'given-pictures',
      name: 'The place of a picture',
      hasManyHosts: true,
      limits: { maxBytes: MOST_COVER_BYTES, deadlineMs: 30_000, concurrency: 4, budget: { calls: 10, perMs: 1_000 } },
    });
  }

  /** @throws CoverRefused there is none, or it cannot be had */
  async fetch(address: string): Promise<Buffer> {
    try {
      const { body } = await this.hosts.bytes({ url: new URL(address), types: TYPES });
      return body;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const [because, sentence] = REFUSALS[error.reason] ?? (['no-answer', OTHERWISE] as const);
      throw new CoverRefused(sentence, because);
    }
  }
}
