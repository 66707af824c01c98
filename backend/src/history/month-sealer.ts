import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/index.js';
import { Ledger } from './ledger.js';

const EVERY_MS = 60 * 60 * 1000;

/** Makes the sheets of months that are over, after a start and from time to time: without them long windows are slow. */
@Injectable()
export class MonthSealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(MonthSealer.name);
  private timer?: NodeJS.Timeout;
  private sealing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  onApplicationBootstrap(): void {
    this.seal();
    this.timer = setInterval(() => this.seal(), EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sealing;
  }

  private seal(): void {
    this.sealing = this.sealAll().catch((error: unknown) => {
      this.logger.error(`Months of the history could not be sealed: ${String(error)}`);
    });
  }

  private async sealAll(): Promise<void> {
    const people = await this.database.read.all<{ id: string }>('SELECT id FROM person ORDER BY id');
    for (const { id } of people) await this.ledger.seal(id);
  }
}
