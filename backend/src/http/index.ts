export { createApp, createPreview, type Application } from './create-app.js';
export { describeApi } from './openapi.js';
export { ServerLogger } from './server-logger.js';
