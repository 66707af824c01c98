export { AlbumRepository } from './album-repository.js';
export { AlbumsQuery } from './albums.dto.js';
export { AlbumSummary } from './library.dto.js';
export { LibraryModule } from './library.module.js';
export { ScanRunner } from './scan/scan-runner.js';
export type { ScanView } from './scans.dto.js';
export { AnswersBadRequest, AnswersNotFound } from './problem.dto.js';
export { isPlaced, PLACEMENTS, type Placement } from './placements.js';
