export { ScrobblingModule } from './scrobbling.module.js';
export { Senders } from './senders.js';
export { listenBrainzUpstream } from './service-upstreams.js';
