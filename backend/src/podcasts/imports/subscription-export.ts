import { Injectable } from '@nestjs/common';
import { present } from '../../common/index.js';
import { PodcastAccess } from '../podcast-access.js';
import { ShowRepository } from '../shows/show-repository.js';

/** Writes what somebody follows for other programs. */
@Injectable()
export class SubscriptionExport {
  constructor(
    private readonly access: PodcastAccess,
    private readonly shows: ShowRepository,
  ) {}

  /** OPML. @param withPrivate also the addresses that are secrets. @throws PodcastsOff */
  async write(ownerId: string, withPrivate: boolean): Promise<string> {
    const podcasts = this.access.now;
    const followed = await this.shows.subscriptions(ownerId);
    return podcasts.writeSubscriptions(
      followed.flatMap(({ id, title, address: open, link, group }) => {
        const address = open ?? (withPrivate ? podcasts.secrets.find(id) : undefined);
        return address === undefined ? [] : [present({ title, address, link, group })];
      }),
    );
  }
}
