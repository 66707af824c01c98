import { Module } from '@nestjs/common';
import { ServeStaticModule, type ServeStaticModuleOptions } from '@nestjs/serve-static';
import type { Response } from 'express';
import { Installation } from '../config/index.js';
import { cacheControl, WebApp } from './web-app.js';

/** No address: pages are answered by `WebApp`, which has the page at hand as this configuration wants it. */
const NEVER = /(?!)/;

/** The files of the compiled web app. */
@Module({
  imports: [
    ServeStaticModule.forRootAsync({
      inject: [Installation],
      useFactory: ({ webFolder }: Installation): ServeStaticModuleOptions[] => [
        {
          rootPath: webFolder,
          renderPath: NEVER,
          serveStaticOptions: {
            index: false,
            redirect: false,
            dotfiles: 'deny',
            cacheControl: false,
            setHeaders: (response: Response, file: string) => response.setHeader('Cache-Control', cacheControl(file)),
          },
        },
      ],
    }),
  ],
  providers: [WebApp],
  exports: [WebApp],
})
export class StaticModule {}
