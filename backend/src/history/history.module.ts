import { Module } from '@nestjs/common';
import { LibraryModule } from '../library/index.js';
import { PlaybackModule } from '../playback/index.js';
import { Charts } from './charts.js';
import { HistoryController } from './history.controller.js';
import { Journal } from './journal.js';
import { Ledger } from './ledger.js';
import { ListenRecorder } from './listen-recorder.js';
import { MonthSealer } from './month-sealer.js';
import { HomeController } from './signals/home.controller.js';
import { Home } from './signals/home.js';
import { SignalRepository } from './signals/signal-repository.js';
import { StatisticsController } from './statistics.controller.js';
import { Statistics } from './statistics.js';

/** What was heard: written down as it plays, browsed, and counted. */
@Module({
  imports: [LibraryModule, PlaybackModule],
  controllers: [HistoryController, HomeController, StatisticsController],
  providers: [Charts, Home, Journal, Ledger, ListenRecorder, MonthSealer, SignalRepository, Statistics],
  exports: [Ledger],
})
export class HistoryModule {}
