export { goneWith } from './gone-with.js';
export { CauseView } from './cause.dto.js';
export { decodeCursor, encodeCursor } from './cursor.js';
export { invalidRequest, readPart, STRICT } from './invalid-request.js';
export { Conditions, continueAfter, cutPage, restrictToPresent, orderBy, type Keyset } from './keyset.js';
export { PageQuery } from './page.dto.js';
export { Repeatable } from './repeatable.js';
export { AnswersBadRequest, AnswersNotFound } from './problem.dto.js';
export { Truth } from './truth.js';
