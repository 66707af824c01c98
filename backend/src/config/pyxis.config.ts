import { availableParallelism } from 'node:os';
import {
  Choice,
  Flag,
  HostNames,
  Integer,
  Networks,
  Secret,
  Section,
  Size,
  Text,
  Texts,
  WebAddress,
} from './setting.js';
import { SourcesConfig } from './sources.config.js';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const MAX_PORT = 65_535;

/** Where the server listens and how it is reached. */
export class ServerConfig {
  @Text({
    description: 'Address to listen on. `0.0.0.0` lets the whole network in: nobody is asked for a password.',
    allowed: 'a host name or an IP address',
    pattern: /^[A-Za-z0-9.:_-]+$/,
  })
  hostname = 'localhost';

  @Integer({ description: 'TCP port to listen on. 0 lets the system choose.', minimum: 0, maximum: MAX_PORT })
  port = 8765;

  @WebAddress({ description: 'Address people reach the server at, when that is not where it listens.' })
  publicUrl?: string;

  @HostNames({
    description:
      'Further names the server answers to. IP addresses, `localhost`, the name of the machine, names without a dot, `*.local` ' +
      'and the name in `server.publicUrl` need not be here; requests under any other name are refused.',
  })
  allowedHosts: string[] = [];

  @Text({
    description:
      'Whom a service outside can turn to when calls of this Pyxis trouble it: told to every service that Pyxis asks. ' +
      'ListenBrainz and MusicBrainz refuse calls that do not say it.',
    allowed: 'an e-mail address or the address of a web page, without blanks and brackets',
    pattern: /^(?=[\x21-\x27\x2a-\x7e]{3,200}$)(?:https?:\/\/[^/@]|[^@/:]+@[^@/:]+$)/,
    defaultInWords: '`server.publicUrl`',
  })
  contact?: string;

  @Text({
    description: 'Path the server lives below, such as `/embed/pyxis/`, when a proxy shares its host with others.',
    allowed: 'a path that begins with a slash, such as /pyxis/',
    pattern: /^\/(?:[A-Za-z0-9._~-]+\/)*[A-Za-z0-9._~-]*$/,
  })
  basePath = '/';

  @Networks({
    description:
      'Addresses or networks of proxies in front, whose `X-Forwarded-*` headers are believed, such as `127.0.0.1` or `10.0.0.0/8`.',
  })
  trustedProxies: string[] = [];
}

/** The development server of the web app (`npm run dev`); without effect otherwise. */
export class WebConfig {
  @Integer({ description: 'TCP port of the development server.', minimum: 1, maximum: MAX_PORT })
  port = 5678;

  @Texts({ description: 'Further host names that the development server answers to.' })
  allowedHosts: string[] = [];
}

/** What is kept of streams, so that they need not be made or fetched twice. */
export class StreamCacheConfig {
  @Size({
    description: 'Most that converted audio may take on disk; the least recently used goes first.',
    minimum: 16 * MIB,
  })
  maxSize = 10 * GIB;

  @Integer({
    description:
      'Days for which albums of other services that wait in Discovery are kept at home, after they were put there or were last heard.',
    minimum: 0,
    maximum: 3650,
  })
  discoveryDays = 30;

  @Size({
    description:
      'Most that audio from elsewhere, such as episodes of podcasts, may take on disk; the least recently used goes first, ' +
      'but for what plays and what is to stay.',
    minimum: 64 * MIB,
  })
  remoteMaxSize = 10 * GIB;
}

/** Converting audio for players that cannot play a format. */
export class TranscodeConfig {
  @Integer({
    description: 'How many encoders may run at once.',
    defaultInWords: 'as many as there are processor cores',
    minimum: 1,
    maximum: 256,
  })
  maxConcurrent = availableParallelism();
}

/** Stations, and whatever else has no end. */
export class LiveConfig {
  @Integer({
    description: 'Minutes of a station that are kept while somebody listens, to pause and to change devices in.',
    minimum: 1,
    maximum: 60,
  })
  bufferMinutes = 10;

  @Size({ description: 'Most memory that one station may take for them.', minimum: MIB })
  maxBuffer = 64 * MIB;

  @Integer({
    description: 'How many stations may be converted at once, beside other conversions.',
    minimum: 0,
    maximum: 64,
  })
  maxConversions = 4;
}

/** How audio is sent. */
export class StreamingConfig {
  @Section(() => StreamCacheConfig, 'Kept audio.')
  cache = new StreamCacheConfig();

  @Section(() => TranscodeConfig, 'Converting audio for players that cannot play a format.')
  transcode = new TranscodeConfig();

  @Section(() => LiveConfig, 'Stations, and whatever else has no end.')
  live = new LiveConfig();
}

/** When an album counts as hot: something is done with it right now. */
export class HotConfig {
  @Integer({ description: 'Listens to tracks of an album that make it hot.', minimum: 1, maximum: 10_000 })
  minRecentListens = 3;

  @Integer({ description: 'Days in which they must have been.', minimum: 1, maximum: 366 })
  windowDays = 30;
}

/** What albums are to you, found out from what you listen to. */
export class AlbumRelationshipConfig {
  @Section(() => HotConfig, 'Albums you listen to a lot these days.')
  hot = new HotConfig();
}

/** What you have. */
export class LibraryConfig {
  @Section(() => AlbumRelationshipConfig, 'What albums are to you, found out from what you listen to.')
  albumRelationship = new AlbumRelationshipConfig();

  @Integer({
    description: 'Days after which an album of your collection that is not played counts as neglected.',
    minimum: 1,
    maximum: 36_500,
  })
  neglectedAfterDays = 180;
}

/** What is remembered of what was heard. */
export class HistoryConfig {
  @Integer({
    description:
      'Seconds of a track that must be heard for it to count as a listen; of tracks shorter than a minute half is enough.',
    minimum: 1,
    maximum: 3600,
  })
  minimumListenSeconds = 30;

  @Flag({ description: 'Whether songs that a station announces, and that you hear long enough, are listens.' })
  recordRadio = true;
}

/** Sending listens to ListenBrainz, or to a server that takes the same calls. */
@Secret({
  name: 'listenbrainz-token',
  key: 'token',
  description: 'User token of ListenBrainz, from the page of your profile there.',
})
export class ListenBrainzConfig {
  @Flag({ description: 'Whether listens are sent to ListenBrainz, once its token is there.' })
  enabled = true;

  @WebAddress({ description: 'Address of ListenBrainz, or of a server that takes the same calls.' })
  baseUrl = 'https://api.listenbrainz.org';
}

/** Sending listens to Last.fm, or to a server that takes the same calls. */
@Secret({
  name: 'lastfm-api-key',
  key: 'apiKey',
  description: 'API key of Last.fm, from its page for API accounts.',
})
@Secret({
  name: 'lastfm-shared-secret',
  key: 'sharedSecret',
  description: 'Shared secret that belongs to the API key of Last.fm.',
})
@Secret({
  name: 'lastfm-session-key',
  key: 'sessionKey',
  description: 'Session key of Last.fm; without it, connect Last.fm in the settings of the web app.',
})
export class LastFmConfig {
  @Flag({ description: 'Whether listens are sent to Last.fm, once it is connected.' })
  enabled = true;

  @WebAddress({ description: 'Address of Last.fm, or of a server that takes the same calls.' })
  baseUrl = 'https://ws.audioscrobbler.com/2.0/';
}

/** Telling other services what was heard. */
export class ScrobblingConfig {
  @Section(() => ListenBrainzConfig, 'ListenBrainz.')
  listenbrainz = new ListenBrainzConfig();

  @Section(() => LastFmConfig, 'Last.fm.')
  lastfm = new LastFmConfig();
}

/** Where everything is remembered. */
@Secret<DatabaseConfig>({
  name: 'database-password',
  key: 'password',
  description: 'Password of the PostgreSQL user.',
  isWanted: ({ type }) => type === 'postgres',
})
export class DatabaseConfig {
  @Choice({ description: 'Kind of database.', choices: ['sqlite', 'postgres'] })
  type: 'sqlite' | 'postgres' = 'sqlite';

  @Text({
    description: 'SQLite file.',
    allowed: 'an absolute path (~/ is the home folder)',
    pattern: /^\//,
    defaultInWords: '`pyxis.db` in the data folder',
  })
  path?: string;

  @Text({
    description:
      'PostgreSQL address without a password, such as `postgres://pyxis@localhost/pyxis`; through the socket of a ' +
      'server on this machine (peer authentication): `postgres://pyxis@localhost/pyxis?host=/run/postgresql`.',
    allowed: 'an address that begins with postgres:// and carries no password',
    pattern: /^postgres(?:ql)?:\/\//,
  })
  url?: string;
}

/** What the server says of its work. */
export class LogConfig {
  @Choice({ description: 'Least important line to write.', choices: ['error', 'warn', 'info', 'debug'] })
  level: 'error' | 'warn' | 'info' | 'debug' = 'info';

  @Choice({
    description: 'Lines for people, or JSON for machines.',
    choices: ['pretty', 'json'],
    defaultInWords: '`pretty` on a terminal, else `json`',
  })
  format?: 'pretty' | 'json';
}

/** Everything that can be set. Every key has a default. */
export class PyxisConfig {
  @Section(() => ServerConfig, 'Where the server listens and how it is reached.')
  server = new ServerConfig();

  @Section(() => WebConfig, 'The development server of the web app (`npm run dev`); without effect otherwise.')
  web = new WebConfig();

  @Section(() => SourcesConfig, 'Where music comes from.')
  sources = new SourcesConfig();

  @Section(() => StreamingConfig, 'How audio is sent.')
  streaming = new StreamingConfig();

  @Section(() => LibraryConfig, 'What you have.')
  library = new LibraryConfig();

  @Section(() => HistoryConfig, 'What is remembered of what was heard.')
  history = new HistoryConfig();

  @Section(() => ScrobblingConfig, 'Telling other services what was heard.')
  scrobbling = new ScrobblingConfig();

  @Section(() => DatabaseConfig, 'Where everything is remembered.')
  database = new DatabaseConfig();

  @Section(() => LogConfig, 'What the server says of its work.')
  log = new LogConfig();
}
