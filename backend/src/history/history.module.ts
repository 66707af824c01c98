import { Module } from '@nestjs/common';
import { LibraryModule } from '../library/index.js';
import { PlaybackModule } from '../playback/index.js';
import { ImportRunner } from './imports/import-runner.js';
import { Importer } from './imports/importer.js';
import { ImportsController } from './imports/imports.controller.js';
import { UploadFolder } from './imports/upload-folder.js';
import { Ledger } from './ledger.js';
import { ListenRecorder } from './listen-recorder.js';
import { HomeController } from './signals/home.controller.js';
import { Home } from './signals/home.js';
import { SignalRepository } from './signals/signal-repository.js';

/** What was heard: written down as it plays, browsed, and counted. */
@Module({
  imports: [LibraryModule, PlaybackModule],
  controllers: [HomeController, ImportsController],
  providers: [Home, Importer, ImportRunner, Ledger, ListenRecorder, SignalRepository, UploadFolder],
  exports: [Ledger],
})
export class HistoryModule {}
