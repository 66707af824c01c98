import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { OWNER_ID } from '../database/index.js';
import { Ledger } from './ledger.js';

const EVERY_MS = 60 * 60 * 1000;

/** Makes the sheets of months that are over, after a start and from time to time: without them long windows are slow. */
@Injectable()
export class MonthSealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(MonthSealer.name);
  private timer?: NodeJS.Timeout;
  private sealing: Promise<void> = Promise.resolve();

  constructor(private readonly ledger: Ledger) {}

  onApplicationBootstrap(): void {
    this.seal();
    this.timer = setInterval(() => this.seal(), EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sealing;
  }

  private seal(): void {
    this.sealing = this.ledger.seal(OWNER_ID).catch((error: unknown) => {
      this.logger.error(`Months of the history could not be sealed: ${String(error)}`);
    });
  }
}
