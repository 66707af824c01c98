export { AlbumRepository } from './album-repository.js';
export { AlbumsQuery } from './albums.dto.js';
export { IdentityPass } from './identity-pass.js';
export { AlbumSummary, ArtistSummary } from './library.dto.js';
export { LibrarySearch, type Found, type FoundInLibrary, type SearchWish } from './library-search.js';
export { LibraryModule } from './library.module.js';
export { hasPlace, isPlaced, NOWHERE, PLACEMENTS, type Placement } from './placements.js';
export { ScanRunner } from './scan/scan-runner.js';
export type { ScanView } from './scans.dto.js';
