import { Module } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Directories, Installation, LastFmConfig, ListenBrainzConfig, Secrets } from '../config/index.js';
import { HeartsModule } from '../hearts/index.js';
import { PlaybackModule } from '../playback/index.js';
import { UpstreamModule, Upstreams } from '../upstream/index.js';
import { LastFmConnection } from './lastfm/lastfm-connection.js';
import { LastFmSession } from './lastfm/lastfm-session.js';
import { LastFm } from './lastfm/lastfm.js';
import { ListenBrainz } from './listenbrainz/listenbrainz.js';
import { LoveRecorder } from './love-recorder.js';
import { Outbox } from './outbox.js';
import { ScrobbleRecorder } from './scrobble-recorder.js';
import { ScrobblingController } from './scrobbling.controller.js';
import { SCROBBLE_SERVICES, Senders } from './senders.js';
import { lastFmUpstream, listenBrainzUpstream } from './service-upstreams.js';

/** Tells other services what was heard, and what is loved. */
@Module({
  imports: [HeartsModule, PlaybackModule, UpstreamModule],
  controllers: [ScrobblingController],
  providers: [
    {
      provide: ListenBrainz,
      useFactory: (
        config: ListenBrainzConfig,
        secrets: Secrets,
        upstreams: Upstreams,
        clock: Clock,
        { version }: Installation,
      ) => new ListenBrainz(config, secrets, upstreams.to(listenBrainzUpstream(config)), clock, version),
      inject: [ListenBrainzConfig, Secrets, Upstreams, Clock, Installation],
    },
    {
      provide: LastFmSession,
      useFactory: (directories: Directories, secrets: Secrets) => new LastFmSession(directories, secrets),
      inject: [Directories, Secrets],
    },
    {
      provide: LastFm,
      useFactory: (
        config: LastFmConfig,
        secrets: Secrets,
        session: LastFmSession,
        upstreams: Upstreams,
        clock: Clock,
      ) => new LastFm(config, secrets, session, upstreams.to(lastFmUpstream(config)), clock),
      inject: [LastFmConfig, Secrets, LastFmSession, Upstreams, Clock],
    },
    {
      provide: LastFmConnection,
      useFactory: (lastFm: LastFm, session: LastFmSession, clock: Clock) =>
        new LastFmConnection(lastFm, session, clock),
      inject: [LastFm, LastFmSession, Clock],
    },
    {
      provide: SCROBBLE_SERVICES,
      useFactory: (listenBrainz: ListenBrainz, lastFm: LastFm) => [listenBrainz, lastFm],
      inject: [ListenBrainz, LastFm],
    },
    Outbox,
    Senders,
    ScrobbleRecorder,
    LoveRecorder,
  ],
  exports: [Senders],
})
export class ScrobblingModule {}
