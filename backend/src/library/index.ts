export { decodeCursor, encodeCursor } from './cursor.js';
export { LibraryModule } from './library.module.js';
export { PageQuery } from './page.dto.js';
export { AnswersBadRequest } from './problem.dto.js';
export { ScanRunner } from './scan/scan-runner.js';
export type { ScanView } from './scans.dto.js';
