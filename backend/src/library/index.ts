export { LibraryModule } from './library.module.js';
export { ScanRunner } from './scan/scan-runner.js';
export type { ScanView } from './scans.dto.js';
