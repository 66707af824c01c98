import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/index.js';
import { AudioSender } from './audio-sender.js';
import { PlayableTracks } from './playable-tracks.js';
import { StreamController } from './stream.controller.js';
import { StreamOpener } from './stream-opener.js';
import { Ffmpeg } from './transcode/ffmpeg.js';
import { Transcoder } from './transcode/transcoder.js';

/** `/stream`: the audio of tracks, as it is or converted. */
@Module({
  imports: [SourcesModule],
  controllers: [StreamController],
  providers: [PlayableTracks, StreamOpener, Ffmpeg, Transcoder, AudioSender],
  exports: [Transcoder],
})
export class StreamingModule {}
