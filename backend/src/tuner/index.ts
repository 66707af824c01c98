export { TunerModule } from './tuner.module.js';
