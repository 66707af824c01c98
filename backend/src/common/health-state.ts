/**
 * How something that Pyxis depends on is doing, a service outside or a source of music. degraded: the last call failed,
 * the next one is made; unavailable: it cannot be used at the moment.
 */
export type HealthState = 'ok' | 'degraded' | 'unavailable';
