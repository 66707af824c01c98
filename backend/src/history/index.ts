export { HistoryModule } from './history.module.js';
export { Ledger } from './ledger.js';
export { Regroup, type RegroupReport } from './regroup/regroup.js';
export type { Listen, ListenContext, Outcome } from './listen.js';
export { EXPORT_FORMATS } from './export/listen-export.js';
export { tracksNamed } from './imports/tracks-named.js';
export { IMPORT_SERVICES } from './imports/formats.js';
export type { ImportView } from './imports/imports.dto.js';
