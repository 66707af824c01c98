export { AlbumRepository } from './album-repository.js';
export { AlbumView, TrackView } from './library.dto.js';
export { LibraryModule } from './library.module.js';
export { AnswersBadRequest, AnswersNotFound } from './problem.dto.js';
export { ScanRunner } from './scan/scan-runner.js';
export type { ScanView } from './scans.dto.js';
export { TrackRepository } from './track-repository.js';
