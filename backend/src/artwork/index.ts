export { ArtworkModule } from './artwork.module.js';
export { CoverPass } from './cover-pass.js';
export { Covers, coverSize } from './covers.js';
