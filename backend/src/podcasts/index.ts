export { PodcastsModule } from './podcasts.module.js';
