import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { SourceHoldings, SourcesModule } from '../sources/index.js';
import { AudioCache } from './audio-cache.js';
import { AudioSender } from './audio-sender.js';
import { KeptAudio } from './kept-audio.js';
import { LiveController } from './live/live.controller.js';
import { LiveStreams } from './live/live-streams.js';
import { PartCutter } from './parts/part-cutter.js';
import { CopyStore } from './remote/copy-store.js';
import { KeptCopies } from './remote/kept-copies.js';
import { RemoteAudio } from './remote/remote-audio.js';
import { SourceTraffic } from './remote/source-traffic.js';
import { SoundingSources } from './sounding-sources.js';
import { StreamController } from './stream.controller.js';
import { StreamOpener } from './stream-opener.js';
import { ToldGains } from './told-gains.js';
import { Ffmpeg } from './transcode/ffmpeg.js';
import { Transcoder } from './transcode/transcoder.js';

/** `/stream`: the audio of tracks, as it is or converted. */
@Module({
  imports: [CatalogueModule, SourcesModule],
  controllers: [StreamController, LiveController],
  providers: [
    SoundingSources,
    ToldGains,
    KeptCopies,
    CopyStore,
    SourceTraffic,
    RemoteAudio,
    KeptAudio,
    AudioCache,
    Ffmpeg,
    LiveStreams,
    PartCutter,
    StreamOpener,
    Transcoder,
    AudioSender,
  ],
  exports: [KeptAudio, LiveStreams, SoundingSources, SourceTraffic, StreamOpener, Transcoder],
})
export class StreamingModule {
  constructor(holdings: SourceHoldings, copies: KeptCopies) {
    holdings.register((sourceId) => copies.holdings(sourceId));
  }
}
