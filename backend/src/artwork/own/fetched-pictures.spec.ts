import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from '../../../test/support/fake-upstream.js';
import { PNG } from '../../../test/support/one-pixel.js';
import { upstreamTo } from '../../../test/support/upstream-to.js';
import type { Upstreams } from '../../upstream/index.js';
import { FetchedPictures } from './fetched-pictures.js';

class PictureHost extends FakeUpstream {
  protected answer({ path }: FakeRequest): FakeAnswer {
    if (path === '/cover.png') return { status: 200, headers: { 'Content-Type': 'image/png' }, body: PNG };
    if (path === '/page') return { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html></html>' };
    return { status: path === '/gone' ? 410 : 404, body: '' };
  }
}

describe('a picture by its address', () => {
  let host: PictureHost;
  let pictures: FetchedPictures;

  beforeAll(async () => {
    host = await new PictureHost().start();
    // An address of this machine is let pass only where the configuration has it.
    const upstreams = {
      to: (description) => upstreamTo({ ...description, configured: [host.origin] }).upstream,
    } satisfies Pick<Upstreams, 'to'>;
    pictures = new FetchedPictures(upstreams as Upstreams);
  });

  afterAll(() => host.stop());

  it('is fetched from here', async () => {
    expect(await pictures.fetch(`${host.origin}/cover.png`)).toEqual(PNG);
  });

  it.each([
    ['/none.png', 'There is nothing at this address. Copy it again.'],
    ['/gone', 'There is nothing at this address any more. Choose another picture.'],
    ['/page', 'There is no picture at this address. Copy the address of the picture itself, not that of its page.'],
  ])('%s is refused with what to do', async (path, words) => {
    await expect(pictures.fetch(`${host.origin}${path}`)).rejects.toThrow(words);
  });
});
