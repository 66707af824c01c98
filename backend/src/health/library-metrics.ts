import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { Database } from '../database/index.js';

const LAST_SCAN = `SELECT state, items_seen AS "itemsSeen", items_broken AS "itemsBroken" FROM scan
  ORDER BY key DESC LIMIT 1`;

interface LastScan {
  readonly state: string;
  readonly itemsSeen: number;
  readonly itemsBroken: number;
}

/** By day: counting the listens themselves would take longer with each. */
const LISTENS = 'SELECT SUM(listens) AS listens FROM listen_day';

/** The figures of what is known: the last scan, and the history. */
@Injectable()
export class LibraryMetrics {
  private readonly isScanning: Gauge;
  private readonly items: Gauge<'state'>;
  private readonly listens: Gauge;

  constructor(
    registry: Registry,
    private readonly database: Database,
  ) {
    const registers = [registry];
    this.isScanning = new Gauge({ name: 'pyxis_scan_running', help: '1 while a scan runs.', registers });
    this.items = new Gauge({
      name: 'pyxis_scan_items',
      help: 'Files of the last scan, or of the one that runs.',
      labelNames: ['state'],
      registers,
    });
    this.listens = new Gauge({ name: 'pyxis_listens', help: 'Listens in the history.', registers });
  }

  async read(): Promise<void> {
    const { read } = this.database;
    const scan = await read.get<LastScan>(LAST_SCAN);
    this.isScanning.set(scan?.state === 'running' ? 1 : 0);
    this.items.set({ state: 'seen' }, Number(scan?.itemsSeen ?? 0));
    this.items.set({ state: 'broken' }, Number(scan?.itemsBroken ?? 0));
    const history = await read.get<{ listens: number | string | null }>(LISTENS);
    this.listens.set(Number(history?.listens ?? 0));
  }
}
