export { StaticModule } from './static.module.js';
export { WebApp } from './web-app.js';
