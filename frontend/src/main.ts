import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { speak } from './app/core/locale/speak';

speak(document)
  .then(() => bootstrapApplication(App, appConfig))
  .catch((error: unknown) => console.error(error));
