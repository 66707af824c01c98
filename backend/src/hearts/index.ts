export { HeartsModule } from './hearts.module.js';
