export { StationsModule } from './stations.module.js';
