export { artworkIdOf } from './artwork-id.js';
export { BoundedCache } from './bounded-cache.js';
export { Clock, SystemClock } from './clock.js';
export { closeness, type Closeness } from './closeness.js';
export { CsvReader, type CsvRow } from './csv-reader.js';
export { isCutShort } from './cut-short.js';
export { DiskCache } from './disk-cache.js';
export {
  causeOf,
  DomainError,
  InvalidRequest,
  NotFound,
  type Cause,
  type ErrorKind,
  type FieldError,
} from './domain-error.js';
export { identityKey, searchWords, sortKey } from './fold.js';
export type { HealthState } from './health-state.js';
export { NotOpened, openRegular, openRegularSync, type PathCheck, type RegularFile } from './open-regular.js';
export { orAborted } from './or-aborted.js';
export { newId } from './new-id.js';
export { readPrivately, writePrivately } from './private-file.js';
export { RecentAnswers } from './recent-answers.js';
export { SharedWork } from './shared-work.js';
export { SingleFlight } from './single-flight.js';
export { fieldsOf, isrcOf, mbidOf, present, recordOf, spanOf, textOf, type Fields } from './untrusted.js';
export { decodeWindows1252 } from './windows-1252.js';
