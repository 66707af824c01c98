export { ConfigModule } from './config.module.js';
export { Directories } from './directories.js';
export { Installation } from './installation.js';
export { loadConfig, type LoadedConfig } from './load-config.js';
export * from './pyxis.config.js';
export * from './sources.config.js';
export { Secrets, secretVariable } from './secrets.js';
export { StartFailure } from './start-failure.js';
