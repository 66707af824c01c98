export { HeartList } from './heart-list.js';
export { Hearts, type HeartChange, type HeartListener } from './hearts.js';
export { HeartsModule } from './hearts.module.js';
