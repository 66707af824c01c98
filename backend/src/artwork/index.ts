export { ArtworkModule } from './artwork.module.js';
export { Covers, coverSize } from './covers.js';
export { coverView } from './own/cover-news.js';
export { ChooseCover, CoverChangeView } from './own/own-covers.dto.js';
