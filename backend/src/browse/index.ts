export { BrowseModule } from './browse.module.js';
export { FoundAlbum, FoundArtist, FoundPlaylist } from './found.dto.js';
export { RemoteItems, type FoundItem } from './remote-items.js';
