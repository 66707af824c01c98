export { BrowseModule } from './browse.module.js';
export { FoundAlbum, FoundArtist, FoundPlaylist } from './found.dto.js';
export { Radios } from './radios.js';
export { RemoteBrowser } from './remote-browser.js';
export { RemoteLists, type RemoteList } from './remote-lists.js';
export { RemotePages } from './remote-pages.js';
export { RemoteItems, type FoundItem } from './remote-items.js';
