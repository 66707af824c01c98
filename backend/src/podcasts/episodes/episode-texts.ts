import { Injectable } from '@nestjs/common';
import { BoundedCache, NotFound, SingleFlight } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { ChapterFinders } from '../../playback/index.js';
import type { Chapter, Transcript } from '../../sources/index.js';
import type { Sql } from '../../sql/index.js';
import { PodcastsBusy } from '../podcast-errors.js';
import { PodcastAccess } from '../podcast-access.js';
import { keepArtwork, ShowStore } from '../shows/show-store.js';
import { EpisodeRepository, type EpisodeRow } from './episode-repository.js';
import { EpisodeStore, type EpisodeDetails } from './episode-store.js';
import { FileChapters } from './file-chapters.js';
import type { ChaptersView, TranscriptQuery, TranscriptView } from './episodes.dto.js';

const LIMIT_MS = 20_000;
/** Episodes whose chapters are remembered: those that are heard these days. */
const MOST_CHAPTERS = 100;
const MOST_TRANSCRIPTS = 10;
/** More than the chapters of any one episode. */
const MOST_PICTURES = 5_000;
/** Documents that are fetched at a time, and that may wait. */
const AT_ONCE = 4;
const MOST_WAITING = 50;

/** Chapters and transcripts, which most feeds only link to. */
@Injectable()
export class EpisodeTexts {
  private readonly chapterLists = new BoundedCache<string, readonly Chapter[]>(MOST_CHAPTERS);
  private readonly transcripts = new BoundedCache<string, Transcript>(MOST_TRANSCRIPTS);
  /** Ids of pictures that are kept track of, by their addresses. */
  private readonly pictures = new BoundedCache<string, string>(MOST_PICTURES);
  private readonly flight = new SingleFlight({
    atOnce: AT_ONCE,
    mostWaiting: MOST_WAITING,
    refusal: () => new PodcastsBusy(),
  });

  constructor(
    private readonly access: PodcastAccess,
    private readonly episodes: EpisodeRepository,
    private readonly store: EpisodeStore,
    private readonly files: FileChapters,
    private readonly shows: ShowStore,
    private readonly database: Database,
  ) {}

  /**
   * The chapters of an episode, of which one outranks the other: those in the file that the feed links to, those in the feed
   * itself, those in the sound, those in the notes.
   * @throws NotFound
   * @throws UpstreamError they are in a file elsewhere, which cannot be had now
   */
  async chapters(ownerId: string, trackId: string): Promise<ChaptersView> {
    const episode = await this.episodes.row(ownerId, trackId);
    const details = await this.episodes.details(episode.key);
    const chapters = await this.bestChapters(episode, details);
    const pictures = await this.picturesOf(chapters);
    return {
      items: chapters.map(({ picture, isHidden = false, ...chapter }) => {
        const artworkId = picture === undefined ? undefined : pictures.get(picture);
        return { ...chapter, ...(artworkId !== undefined && { artworkId }), isHidden };
      }),
    };
  }

  /** Lets players sleep at the end of a chapter, of those that are shown. */
  register(chapters: ChapterFinders): void {
    chapters.register('episode', async (ownerId, trackId) => {
      const { items } = await this.chapters(ownerId, trackId);
      return items.filter(({ isHidden }) => !isHidden).map(({ startMs }) => startMs);
    });
  }

  /**
   * What is said in an episode.
   * @throws NotFound the episode, or such a transcript of it, does not exist
   * @throws UpstreamError it cannot be had now
   */
  async transcript(ownerId: string, trackId: string, wish: TranscriptQuery): Promise<TranscriptView> {
    const { key, show_id: showId } = await this.episodes.row(ownerId, trackId);
    const { transcripts } = await this.episodes.details(key);
    const wanted = transcripts.filter((transcript) => isWished(transcript, wish));
    for (const { url, mimeType, language: own } of wanted) {
      const transcript = await this.fetchTranscript(showId, url, mimeType);
      if (!transcript) continue;
      const { isTimed, cues } = transcript;
      return { ...(own !== undefined && { language: own }), type: mimeType, isTimed, cues: [...cues] };
    }
    throw new NotFound('transcript', trackId);
  }

  private async bestChapters(episode: EpisodeRow, details: EpisodeDetails): Promise<readonly Chapter[]> {
    const linked = await this.linkedChapters(episode.show_id, details);
    if (linked) return linked;
    const { chapters, hasChaptersOfNotes = false } = details;
    if (chapters.length > 0 && !hasChaptersOfNotes) return chapters;
    const inSound = await this.chaptersInSound(episode);
    return inSound.length > 0 ? inSound : chapters;
  }

  /** Looked for once. That they cannot be had now takes nothing from what else there is. */
  private async chaptersInSound({ key, id, address, is_replaced }: EpisodeRow): Promise<readonly Chapter[]> {
    const known = await this.episodes.fileChapters(key);
    if (known || is_replaced) return known ?? [];
    const found = await this.flight.do(`sound ${id}`, async () => {
      const chapters = await this.files.of(id, address, AbortSignal.timeout(LIMIT_MS));
      if (chapters) await this.store.keepFileChapters(key, address, chapters);
      return chapters;
    });
    return found ?? [];
  }

  private async linkedChapters(
    showId: string,
    { chaptersAddress }: EpisodeDetails,
  ): Promise<readonly Chapter[] | undefined> {
    if (chaptersAddress === undefined) return undefined;
    const known = this.chapterLists.get(chaptersAddress);
    if (known) return known;
    return this.flight.do(`chapters ${chaptersAddress}`, async () => {
      const feedAddress = await this.feedAddress(showId, chaptersAddress);
      const found = await this.access.now.chapters(chaptersAddress, feedAddress, AbortSignal.timeout(LIMIT_MS));
      if (found) this.chapterLists.set(chaptersAddress, found);
      return found;
    });
  }

  private async fetchTranscript(showId: string, address: string, mimeType: string): Promise<Transcript | undefined> {
    const known = this.transcripts.get(address);
    if (known) return known;
    return this.flight.do(`transcript ${address}`, async () => {
      const feedAddress = await this.feedAddress(showId, address);
      const found = await this.access.now.transcript(address, mimeType, feedAddress, AbortSignal.timeout(LIMIT_MS));
      if (found) this.transcripts.set(address, found);
      return found;
    });
  }

  /** Whose password the host of the feed gets, and no other. */
  private async feedAddress(showId: string, otherwise: string): Promise<string> {
    const show = await this.shows.byId(showId);
    return show?.address ?? this.access.now.secrets.find(showId) ?? otherwise;
  }

  /** Pictures reach a page through `/art` only: it asks nobody else. @returns their ids by their addresses */
  private async picturesOf(chapters: readonly Chapter[]): Promise<Map<string, string>> {
    const addresses = new Set(chapters.flatMap(({ picture }) => picture ?? []));
    const ids = new Map<string, string>();
    for (const address of addresses) {
      const id = this.pictures.get(address);
      if (id !== undefined) ids.set(address, id);
    }
    // Nothing is written when a page is opened again.
    const unknown = [...addresses].filter((address) => !ids.has(address));
    if (unknown.length === 0) return ids;
    const kept = await this.database.write(({ sql }) => keepAll(sql, unknown));
    for (const [address, id] of kept) {
      this.pictures.set(address, id);
      ids.set(address, id);
    }
    return ids;
  }
}

async function keepAll(sql: Sql, addresses: readonly string[]): Promise<(readonly [string, string])[]> {
  const ids: (readonly [string, string])[] = [];
  for (const address of addresses) ids.push([address, await keepArtwork(sql, address)]);
  return ids;
}

function isWished({ language, mimeType }: EpisodeDetails['transcripts'][number], wish: TranscriptQuery): boolean {
  if (wish.type !== undefined) return mimeType === wish.type && language === wish.language;
  return wish.language === undefined || language === undefined || sameLanguage(language, wish.language);
}

function sameLanguage(one: string, other: string): boolean {
  const [a, b] = [one, other].map((language) => language.toLowerCase().split(/[-_]/)[0]);
  return a === b;
}
