import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { SourceRegistry } from '../sources/index.js';
import { UpstreamStates } from '../upstream/index.js';

const STATES = ['ok', 'degraded', 'unavailable'] as const;

/** The figures of sources, and of services outside, each of these from the first call to it. */
@Injectable()
export class ServiceMetrics {
  private readonly state: Gauge<'service' | 'state'>;
  private readonly sourceState: Gauge<'source' | 'state'>;
  private readonly calls: Counter<'service' | 'outcome'>;

  constructor(
    registry: Registry,
    private readonly states: UpstreamStates,
    private readonly sources: SourceRegistry,
  ) {
    const registers = [registry];
    this.state = new Gauge({
      name: 'pyxis_service_state',
      help: 'How a service outside is doing: 1 for the state it is in, 0 for the others.',
      labelNames: ['service', 'state'],
      registers,
    });
    this.sourceState = new Gauge({
      name: 'pyxis_source_state',
      help: 'How a source of music is doing: 1 for the state it is in, 0 for the others.',
      labelNames: ['source', 'state'],
      registers,
    });
    this.calls = new Counter({
      name: 'pyxis_service_calls_total',
      help: 'Calls to a service outside: ok, or by the code of what was in the way.',
      labelNames: ['service', 'outcome'],
      registers,
    });
  }

  read(): void {
    for (const { id: service, state } of this.states.all) {
      for (const possible of STATES) this.state.set({ service, state: possible }, possible === state ? 1 : 0);
    }
    for (const source of this.sources.all) {
      const { state } = source.health();
      for (const each of STATES) this.sourceState.set({ source: source.id, state: each }, each === state ? 1 : 0);
    }
    // Counted elsewhere: what is told is always the whole.
    this.calls.reset();
    for (const { id: service, outcome, count } of this.states.calls) this.calls.inc({ service, outcome }, count);
  }
}
