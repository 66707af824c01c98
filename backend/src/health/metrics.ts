import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Installation } from '../config/index.js';
import { DiskMetrics } from './disk-metrics.js';
import { KeptAudioMetrics } from './kept-audio-metrics.js';
import { LibraryMetrics } from './library-metrics.js';
import { ServiceMetrics } from './service-metrics.js';
import { WorkMetrics } from './work-metrics.js';

/** What `/metrics` answers: the figures of requests, of the process, and those that are read when somebody asks. */
@Injectable()
export class Metrics {
  constructor(
    private readonly registry: Registry,
    private readonly library: LibraryMetrics,
    private readonly work: WorkMetrics,
    private readonly disk: DiskMetrics,
    private readonly keptAudio: KeptAudioMetrics,
    private readonly services: ServiceMetrics,
    { version }: Installation,
  ) {
    collectDefaultMetrics({ register: registry, prefix: 'pyxis_' });
    new Gauge({
      name: 'pyxis_build_info',
      help: 'Always 1; the version is in its label.',
      labelNames: ['version'],
      registers: [registry],
    }).set({ version }, 1);
  }

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    this.services.read();
    await Promise.all([this.library, this.work, this.disk, this.keptAudio].map((figures) => figures.read()));
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
