import { Module } from '@nestjs/common';
import { PlaybackModule } from '../playback/index.js';
import { Charts } from './charts.js';
import { HistoryController } from './history.controller.js';
import { Journal } from './journal.js';
import { Ledger } from './ledger.js';
import { ListenRecorder } from './listen-recorder.js';
import { MonthSealer } from './month-sealer.js';
import { StatisticsController } from './statistics.controller.js';
import { Statistics } from './statistics.js';

/** What was heard: written down as it plays, browsed, and counted. */
@Module({
  imports: [PlaybackModule],
  controllers: [HistoryController, StatisticsController],
  providers: [Charts, Journal, Ledger, ListenRecorder, MonthSealer, Statistics],
  exports: [Ledger],
})
export class HistoryModule {}
