import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/index.js';

const LAST_SCAN = `SELECT state, items_seen AS "itemsSeen", items_broken AS "itemsBroken" FROM scan
  ORDER BY key DESC LIMIT 1`;

interface LastScan {
  readonly state: string;
  readonly itemsSeen: number;
  readonly itemsBroken: number;
}

/** The figures of `/metrics`: requests, the process with its event loop, the last scan. */
@Injectable()
export class HttpMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'pyxis_http_request_duration_seconds',
    help: 'Time to the end of the answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });
  private readonly isScanning = this.gauge('pyxis_scan_running', '1 while a scan runs.');
  private readonly items = new Gauge({
    name: 'pyxis_scan_items',
    help: 'Files of the last scan, or of the one that runs.',
    labelNames: ['state'],
    registers: [this.registry],
  });

  constructor(private readonly database: Database) {
    collectDefaultMetrics({ register: this.registry, prefix: 'pyxis_' });
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    const scan = await this.database.read.get<LastScan>(LAST_SCAN);
    this.isScanning.set(scan?.state === 'running' ? 1 : 0);
    this.items.set({ state: 'seen' }, Number(scan?.itemsSeen ?? 0));
    this.items.set({ state: 'broken' }, Number(scan?.itemsBroken ?? 0));
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}
