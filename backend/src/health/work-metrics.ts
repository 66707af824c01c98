import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { Senders } from '../scrobbling/index.js';
import { Transcoder } from '../streaming/index.js';

/** The figures of work beside requests: converting audio, telling other services what was heard. */
@Injectable()
export class WorkMetrics {
  private readonly running: Gauge;
  private readonly backlog: Gauge<'service'>;
  private readonly refused: Gauge<'service'>;
  private readonly lastSuccess: Gauge<'service'>;

  constructor(
    registry: Registry,
    private readonly transcoder: Transcoder,
    private readonly senders: Senders,
  ) {
    const registers = [registry];
    const ofService = (name: string, help: string): Gauge<'service'> =>
      new Gauge({ name, help, labelNames: ['service'], registers });
    this.running = new Gauge({ name: 'pyxis_transcodes_running', help: 'Conversions that run.', registers });
    new Gauge({ name: 'pyxis_transcodes_limit', help: 'Conversions that may run at once.', registers }).set(
      transcoder.maxConcurrent,
    );
    this.backlog = ofService('pyxis_scrobble_backlog', 'Listens that a service is still to be told of.');
    this.refused = ofService('pyxis_scrobble_refused', 'Listens that a service refused for good within 30 days.');
    this.lastSuccess = ofService(
      'pyxis_scrobble_last_success_timestamp_seconds',
      'When a service last took a listen; absent when it took none within 30 days.',
    );
  }

  async read(): Promise<void> {
    this.running.set(this.transcoder.runningCount);
    const services = await this.senders.views();
    this.lastSuccess.reset();
    for (const { id: service, backlog, refused, lastSentAtMs } of services) {
      this.backlog.set({ service }, backlog);
      this.refused.set({ service }, refused);
      if (lastSentAtMs !== undefined) this.lastSuccess.set({ service }, lastSentAtMs / 1_000);
    }
  }
}
