import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { artworkIdOf, Clock } from '../../common/index.js';
import { OWN_COVERS, OwnCovers } from '../../library/index.js';
import { ArtworkUnreadable } from '../artwork-unreadable.js';
import type { ArtworkView } from '../artwork.dto.js';
import { PictureProcess } from '../picture-process.js';
import { CoverRefused } from './cover-refused.js';
import { PictureFolder } from './picture-folder.js';
import { refuseLarge } from './sent-picture.js';

/** What is smaller is an icon. */
const LEAST_PX = 32;
/** What is longer is a banner, of which a square shows nothing. */
const MOST_RATIO = 4;
/** Whoever gave a picture has time to choose it, and whoever took one away to want it back. */
const UNUSED_FOR_MS = 24 * 60 * 60 * 1_000;
const LOOK_EVERY_MS = 6 * 60 * 60 * 1_000;
const FORMATS = 'Choose a JPEG, PNG, WebP, AVIF, GIF or TIFF.';

/** Pictures that people gave to be covers: looked at, kept, and let go of when nothing shows them for a day. */
@Injectable()
export class GivenPictures implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(GivenPictures.name);
  private timer?: NodeJS.Timeout;
  /** Keeping and letting go take turns: the same picture may come again just when it goes. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: PictureFolder,
    private readonly pictures: PictureProcess,
    private readonly covers: OwnCovers,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const tidy = (): void =>
      void this.tidy().catch((error: unknown) => this.logger.warn(`Covers without use were not removed: ${String(error)}`)); // prettier-ignore
    this.timer = setInterval(tidy, LOOK_EVERY_MS).unref();
    tidy();
    // It is shown no more, but may be wanted back.
    this.covers.changes.subscribe(({ formerLocator: name }) => {
      if (name !== undefined) void this.inTurn(() => this.folder.touch(name, this.clock.nowMs()));
    });
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
  }

  /**
   * @throws CoverRefused it cannot be a cover
   * @throws CoverNotKept
   */
  async take(picture: Buffer): Promise<ArtworkView> {
    refuseLarge(picture.length);
    const look = await this.look(picture);
    return this.inTurn(async () => {
      const locator = await this.folder.keep(picture);
      const view = { id: artworkIdOf(OWN_COVERS, { locator, version: '' }), ...look };
      await this.covers.add({ ...view, locator });
      return view;
    });
  }

  /** Removes what nothing shows, and has not for a day. */
  async tidy(): Promise<void> {
    await this.inTurn(async () => {
      const old = await this.folder.unchangedSince(this.clock.nowMs() - UNUSED_FOR_MS);
      for (const name of await this.covers.forgetUnused(old)) await this.folder.remove(name);
    });
  }

  private async look(picture: Buffer): Promise<Omit<ArtworkView, 'id'>> {
    if (picture.length === 0) throw new CoverRefused('Nothing was sent. Choose a picture.', 'empty');
    const look = await this.pictures.perform({ kind: 'look', original: picture }).catch((error: unknown) => {
      if (!(error instanceof ArtworkUnreadable)) throw error;
      throw new CoverRefused(
        `This is no picture that can be shown, or one that is far too large. ${FORMATS}`,
        'no-picture',
      );
    });
    const [least, most] = [Math.min(look.width, look.height), Math.max(look.width, look.height)];
    if (least < LEAST_PX) throw new CoverRefused(`This picture is too small for a cover. Choose one of at least ${LEAST_PX} by ${LEAST_PX} pixels.`, 'too-small'); // prettier-ignore
    if (most > least * MOST_RATIO) throw new CoverRefused('This picture is too long and narrow for a cover. Choose one that is nearly a square.', 'narrow'); // prettier-ignore
    return look;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}
