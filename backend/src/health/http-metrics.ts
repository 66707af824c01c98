import { Injectable } from '@nestjs/common';
import { Gauge, Histogram, Registry } from 'prom-client';

/** Audio, server-sent events, and answers that end by themselves. */
export type ResponseKind = 'stream' | 'events' | 'short';

/** The figures of requests. */
@Injectable()
export class HttpMetrics {
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor(private readonly registry: Registry) {
    this.requests = new Histogram({
      name: 'pyxis_http_request_duration_seconds',
      help: 'Time to the end of the answer, by method, route and status; audio and events last as long as somebody listens.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    });
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** @param count what is being answered at this moment */
  watchOpen(count: () => Readonly<Record<ResponseKind, number>>): void {
    new Gauge({
      name: 'pyxis_http_open_responses',
      help: 'What is being answered: audio streams, subscribers of events, short answers.',
      labelNames: ['kind'],
      registers: [this.registry],
      collect() {
        for (const [kind, open] of Object.entries(count())) this.set({ kind }, open);
      },
    });
  }
}
