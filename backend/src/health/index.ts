export { Drain } from './drain.js';
export { HealthModule } from './health.module.js';
export { HttpMetrics, type ResponseKind } from './http-metrics.js';
export { probeTranscoder } from './transcoder-probe.js';
