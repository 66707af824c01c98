export { ArtworkModule } from './artwork.module.js';
