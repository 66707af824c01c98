export class ServiceTrouble {
  /** A code that is never reworded, such as `rate-limited`. */
  reason: string;
  /** What happened. */
  detail: string;
  /** What to do. */
  nextStep: string;
  /** Which of several things that have one reason, by a code that is never reworded; absent: the usual one. */
  because?: string;
  /** Until then it is not asked. */
  retryAtMs?: number;
}

export class ServiceView {
  id: string;
  name: string;
  /** degraded: the last call failed, the next one is made; unavailable: it cannot be used at the moment. */
  state: 'ok' | 'degraded' | 'unavailable';
  /** Absent where it is ok. */
  trouble?: ServiceTrouble;
  /** Since when it is so, for this reason. */
  sinceMs: number;
  lastSuccessAtMs?: number;
}

export class ServiceList {
  items: ServiceView[];
}
