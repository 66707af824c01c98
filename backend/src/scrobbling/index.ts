export { ScrobblingModule } from './scrobbling.module.js';
export { Senders } from './senders.js';
