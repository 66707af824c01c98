import { Module } from '@nestjs/common';
import { PlaybackModule } from '../playback/index.js';
import { Ledger } from './ledger.js';
import { ListenRecorder } from './listen-recorder.js';

/** What was heard: written down as it plays, browsed, and counted. */
@Module({ imports: [PlaybackModule], providers: [Ledger, ListenRecorder], exports: [Ledger] })
export class HistoryModule {}
