import { DomainError, fieldsOf, type Clock } from '../../common/index.js';
import type { RemoteLink } from '../remote-catalogue.js';
import { ItemNotFound } from '../source-error.js';
import { addressOfRow, readFound, rowsOf } from './answers/found.js';
import { nativeIdOf, UNKNOWN_BAND } from './answers/native-id.js';
import { ownerOf, readTralbumPage } from './answers/tralbum-page.js';
import type { BandcampApi } from './api/bandcamp-api.js';
import type { BandcampPages } from './api/bandcamp-pages.js';
import { KeptAnswers } from './api/kept-answers.js';
import { embeddedItemOf, performerPageOf, type PerformerPage } from './links.js';
import type { Tralbums } from './tralbums.js';

const HOUR_MS = 3_600_000;
const MOST_KEPT = 200;

/** Asks Bandcamp what its addresses lead to, which have names and no ids: the search first, since pages are for browsers. */
export class AskedLinks {
  private readonly kept: KeptAnswers<RemoteLink>;

  constructor(
    private readonly api: BandcampApi,
    private readonly pages: BandcampPages,
    private readonly tralbums: Tralbums,
    clock: Clock,
  ) {
    this.kept = new KeptAnswers(clock, HOUR_MS, MOST_KEPT);
  }

  /** @returns undefined where it is no address of Bandcamp, or there is nothing; nobody is asked for what cannot be one */
  async ask(address: URL, signal: AbortSignal): Promise<RemoteLink | undefined> {
    try {
      const embedded = embeddedItemOf(address);
      if (embedded) return await this.embedded(nativeIdOf(embedded.type, UNKNOWN_BAND, embedded.id), signal);
      const page = performerPageOf(address);
      if (!page) return undefined;
      return await this.kept.get(page.address.href, (shared) => this.find(page, shared), signal);
    } catch (error) {
      if (error instanceof ItemNotFound) return undefined;
      throw error;
    }
  }

  private async embedded(id: string, signal: AbortSignal): Promise<RemoteLink> {
    const { album, tracks } = await this.tralbums.open(id, signal);
    const [track] = tracks;
    if (album.type !== 'single' || !track) return { kind: 'album', nativeId: album.nativeId };
    return { kind: 'track', nativeId: track.track.nativeId };
  }

  /** @throws ItemNotFound */
  private async find(page: PerformerPage, signal: AbortSignal): Promise<RemoteLink> {
    const found = await this.bySearch(page, signal);
    if (found) return found;
    try {
      return await this.byPage(page.address, signal);
    } catch (error) {
      signal.throwIfAborted();
      // Of another host that does not answer, nobody knows whether it has to do with Bandcamp.
      if (page.isOfBandcamp || !(error instanceof DomainError)) throw error;
      throw nothing();
    }
  }

  /** @returns undefined where it is not found so, or the search does not answer: the page may tell */
  private async bySearch(
    { address, words, type }: PerformerPage,
    signal: AbortSignal,
  ): Promise<RemoteLink | undefined> {
    if (words.trim() === '') return undefined;
    try {
      const rows = rowsOf(await this.api.search(words, type, signal));
      const wanted = type === 'b' ? `${address.origin}/` : address.href;
      const row = rows.find((one) => addressOfRow(one) === wanted && fieldsOf(one).type === type);
      const item = row === undefined ? undefined : readFound(row);
      if (!item) return undefined;
      if (item.kind !== 'artist') this.tralbums.remember([item]);
      return { kind: item.kind, nativeId: item.nativeId };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  private async byPage(address: URL, signal: AbortSignal): Promise<RemoteLink> {
    const page = await this.pages.read(address, signal);
    const read = readTralbumPage(page);
    const owner = ownerOf(page);
    if (!read) {
      // A front page with many things, or with the record of none.
      if (owner) return { kind: 'artist', nativeId: nativeIdOf('b', owner.bandId) };
      throw nothing();
    }
    this.tralbums.remember([read.album]);
    return { kind: read.album.type === 'single' ? 'track' : 'album', nativeId: read.album.nativeId };
  }
}

function nothing(): ItemNotFound {
  return new ItemNotFound('Nothing of Bandcamp is there.');
}
