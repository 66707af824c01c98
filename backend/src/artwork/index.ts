export { ArtworkModule } from './artwork.module.js';
export { Covers, coverSize } from './covers.js';
