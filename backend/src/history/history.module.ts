import { Module } from '@nestjs/common';
import { EventsModule, EventTopics } from '../events/index.js';
import { HeartsModule } from '../hearts/index.js';
import { LibraryModule } from '../library/index.js';
import { PlaybackModule } from '../playback/index.js';
import { StationsModule } from '../stations/index.js';
import { Charts } from './charts.js';
import { ExportController } from './export/export.controller.js';
import { HeartExport } from './export/heart-export.js';
import { ListenExport } from './export/listen-export.js';
import { HistoryController } from './history.controller.js';
import { HeartImporter } from './imports/hearts/heart-importer.js';
import { ImportRunner } from './imports/import-runner.js';
import { Importer } from './imports/importer.js';
import { ImportTopic } from './imports/import-topic.js';
import { ImportsController } from './imports/imports.controller.js';
import { PastImports } from './imports/past-imports.js';
import { UploadFolder } from './imports/upload-folder.js';
import { Journal } from './journal.js';
import { Ledger } from './ledger.js';
import { ListenRecorder } from './listen-recorder.js';
import { MonthSealer } from './month-sealer.js';
import { HomeController } from './signals/home.controller.js';
import { Home } from './signals/home.js';
import { SignalRepository } from './signals/signal-repository.js';
import { StatisticsController } from './statistics.controller.js';
import { Statistics } from './statistics.js';
import { RecordingVerdicts } from './verdicts/recording-verdicts.js';
import { VerdictsController } from './verdicts/verdicts.controller.js';

/** What was heard: written down as it plays, browsed, counted, taken along and brought in. */
@Module({
  imports: [EventsModule, HeartsModule, LibraryModule, PlaybackModule, StationsModule],
  controllers: [
    ExportController,
    HistoryController,
    HomeController,
    ImportsController,
    StatisticsController,
    VerdictsController,
  ],
  providers: [
    Charts,
    HeartExport,
    HeartImporter,
    Home,
    Importer,
    ImportRunner,
    Journal,
    Ledger,
    ListenExport,
    ListenRecorder,
    MonthSealer,
    PastImports,
    RecordingVerdicts,
    SignalRepository,
    Statistics,
    UploadFolder,
  ],
  exports: [Ledger],
})
export class HistoryModule {
  constructor(topics: EventTopics, imports: ImportRunner) {
    topics.register(new ImportTopic(imports, topics));
  }
}
