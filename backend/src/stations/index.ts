export type { NewStation } from './new-station.js';
export { SavedStations } from './saved-stations.js';
export { StationImports } from './station-import.js';
export type { SavedStation } from './station-store.js';
export { StationsModule } from './stations.module.js';
