export { KeepingModule } from './keeping.module.js';
