export { BoundedCache } from './bounded-cache.js';
export { Clock, SystemClock } from './clock.js';
export { closeness } from './closeness.js';
export { DiskCache } from './disk-cache.js';
export { DomainError, InvalidRequest, NotFound, type ErrorKind, type FieldError } from './domain-error.js';
export { identityKey, searchWords, sortKey } from './fold.js';
export { newId } from './new-id.js';
export { SingleFlight } from './single-flight.js';
export { fieldsOf, isrcOf, mbidOf, present, recordOf, spanOf, textOf, type Fields } from './untrusted.js';
