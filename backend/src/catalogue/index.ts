export { CatalogueModule } from './catalogue.module.js';
export { artworkIdOf } from './source-track-reader.js';
export { TrackDirectory, type TrackReader } from './track-directory.js';
export { unknownTrack, vanishedView, type CreditFacts, type TrackFacts, type TrackLocation } from './track-facts.js';
export { AlbumRef, ArtistRef, AudioFormatView, ReplayGainView, TrackView } from './track.dto.js';
