export { HistoryModule } from './history.module.js';
export { Ledger } from './ledger.js';
export type { Heard, Listen, ListenContext, Outcome } from './listen.js';
