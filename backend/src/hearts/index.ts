export { HeartList } from './heart-list.js';
export { HeartStore } from './heart-store.js';
export { Hearts, type HeartChange, type HeartListener } from './hearts.js';
export { HeartsModule } from './hearts.module.js';
export { HEART_KINDS, type HeartKind } from './hearts.dto.js';
