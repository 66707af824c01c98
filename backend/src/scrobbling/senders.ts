import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, NotFound } from '../common/index.js';
import { Outbox } from './outbox.js';
import type { PlayedTrack } from './played-track.js';
import type { ScrobbleServiceView } from './scrobbling.dto.js';
import { Sender } from './sender.js';
import type { ScrobbleService, ServiceId } from './service.js';

/** Token of the list of all services. */
export const SCROBBLE_SERVICES = Symbol('scrobble services');

/** One sender for each service. */
@Injectable()
export class Senders implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly senders: readonly Sender[];

  constructor(@Inject(SCROBBLE_SERVICES) services: readonly ScrobbleService[], outbox: Outbox, clock: Clock) {
    this.senders = services.map((service) => new Sender(service, outbox, clock));
  }

  /** The services that want to be told of listens. */
  get wanting(): ServiceId[] {
    return this.senders.filter(({ isWanted }) => isWanted).map(({ id }) => id);
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const sender of this.senders) await sender.begin();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.senders.map((sender) => sender.end()));
  }

  wake(): void {
    for (const sender of this.senders) sender.wake();
  }

  async announce(track: PlayedTrack): Promise<void> {
    await Promise.all(this.senders.map((sender) => sender.announce(track)));
  }

  /** Has a service tried at once, whatever was in the way. @throws NotFound */
  retry(id: string): void {
    this.sender(id).retry();
  }

  views(): Promise<ScrobbleServiceView[]> {
    return Promise.all(this.senders.map((sender) => sender.view()));
  }

  /** @throws NotFound */
  view(id: string): Promise<ScrobbleServiceView> {
    return this.sender(id).view();
  }

  private sender(id: string): Sender {
    const sender = this.senders.find((known) => known.id === id);
    if (!sender) throw new NotFound('scrobbling service', id);
    return sender;
  }
}
