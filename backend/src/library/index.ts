export { AlbumRepository } from './album-repository.js';
export { decodeCursor, encodeCursor } from './cursor.js';
export { AlbumView, TrackView } from './library.dto.js';
export { LibraryModule } from './library.module.js';
export { PageQuery } from './page.dto.js';
export { AnswersBadRequest, AnswersNotFound } from './problem.dto.js';
export { ScanRunner } from './scan/scan-runner.js';
export type { ScanView } from './scans.dto.js';
export { TrackRepository } from './track-repository.js';
