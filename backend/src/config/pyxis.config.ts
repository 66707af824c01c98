import { availableParallelism } from 'node:os';
import {
  Choice,
  Flag,
  Folders,
  HostNames,
  Integer,
  Networks,
  Secret,
  type SecretReference,
  Section,
  Size,
  Text,
  Texts,
  WebAddress,
  WebAddresses,
  WebAddressesOrSecrets,
} from './setting.js';

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

/** The person's own files. */
export class LocalSourceConfig {
  @Flag({ description: 'Whether your own files are a source.' })
  enabled = true;

  @Folders({
    description: 'Folders with your music, scanned with everything below them.',
    defaultInWords: 'your music folder when there is something in it, else the demo library',
  })
  paths?: string[];
}

/** Podcasts. */
@Secret({
  name: 'podcast-feeds',
  key: 'privateFeeds',
  description: 'Addresses of private feeds to subscribe to, one a line; others are subscribed to in the web app.',
})
export class PodcastSourceConfig {
  @Flag({ description: 'Whether podcasts are a source.' })
  enabled = true;

  @WebAddressesOrSecrets({
    description:
      'Feeds to subscribe to, besides those you subscribe to in the web app. Write no address here that holds a password: name a secret that holds it (`secret: ada`).',
    secrets: {
      prefix: 'podcast-feed',
      description: 'Address of the feed that `sources.podcast.feeds` names by `secret: name`.',
      files: 'feedFiles',
    },
  })
  feeds: (string | SecretReference)[] = [];

  @WebAddresses({
    description:
      'Servers of your own network that feeds and episodes may be fetched from, such as `http://nas:8080`; others there are refused.',
  })
  localAddresses: string[] = [];

  @WebAddress({ description: 'Address of the directory in which podcasts are searched for.' })
  directoryUrl = 'https://itunes.apple.com';

  @Integer({
    description: 'Minutes after which a feed is looked at again; those that fail or are complete wait longer.',
    minimum: 15,
    maximum: 10_080,
  })
  refreshMinutes = 60;
}

/** Radio. */
export class RadioSourceConfig {
  @Flag({ description: 'Whether radio is a source.' })
  enabled = true;

  @WebAddress({
    description: 'Address of the directory of stations, or of a server that takes the same calls.',
    defaultInWords: 'one of the servers of Radio Browser, found by name',
  })
  directoryUrl?: string;

  @Flag({
    description:
      'Whether the directory is told which of its stations you begin to hear, once a day each: it ranks them by that.',
  })
  countClicks = true;

  @WebAddresses({
    description:
      'Servers of your own network that stations may be played from, such as `http://nas:8000`; others there are refused.',
  })
  localAddresses: string[] = [];
}

/** YouTube Music. */
@Secret({
  name: 'ytmusic-cookies',
  key: 'cookies',
  description:
    'Cookies of somebody who has signed in at YouTube Music, for their likes, playlists and albums: a file of a browser in the format of ' +
    'Netscape, or the value of a Cookie header. Taken from a private window that is then closed.',
})
export class YtMusicSourceConfig {
  @Flag({
    description:
      'Whether YouTube Music is a source. Its terms allow its own clients only: see its page of the documentation.',
  })
  enabled = false;

  @Choice({
    description: 'What is taken where a song comes in several qualities: what sounds best, or what is smallest.',
    choices: ['best', 'saving'],
  })
  quality: 'best' | 'saving' = 'best';

  @Choice({
    description:
      'What stays of its sound at home: also albums of the collection that nobody has heard yet (`ahead`), what was heard as ' +
      'long as there is room (`played`), or nothing.',
    choices: ['ahead', 'played', 'nothing'],
  })
  keep: 'ahead' | 'played' | 'nothing' = 'ahead';

  @Size({
    description:
      'What may be fetched of its sound in a calendar month, for lines that are paid by what they carry: before it is reached ' +
      'nothing is fetched ahead any more, and you are told.',
    minimum: 10 * MIB,
    defaultInWords: 'as much as is wanted',
  })
  monthlyLimit?: number;

  @Integer({
    description: 'Which account the cookies are used for, where several are signed in in that browser: 0 is the first.',
    minimum: 0,
    maximum: 9,
  })
  account = 0;

  @Text({
    description:
      'Id of the channel whose music it is, where that is not the one of the account itself: 21 digits, as in `X-Goog-PageId`.',
    defaultInWords: 'that of the account',
    pattern: /^\d{10,30}$/,
    allowed: 'digits',
  })
  channel?: string;

  @Text({
    description: 'Country for which it is asked: what is to be had differs.',
    allowed: 'two capital letters, such as DE',
    pattern: /^[A-Z]{2}$/,
  })
  country = 'US';

  @Text({
    description:
      'yt-dlp, the program that finds out where the sound of a song lies: its name on the PATH, or its path.',
  })
  ytDlp = 'yt-dlp';

  @Texts({
    description:
      'Further arguments for yt-dlp, behind those of Pyxis. With a `--proxy` it goes out by that one, and no longer by the ' +
      'way that leads to YouTube only.',
  })
  ytDlpArguments: string[] = [];

  @WebAddresses({
    description:
      'What yt-dlp may ask beside YouTube, such as a helper that makes tokens for it (`http://127.0.0.1:4416`).',
  })
  ytDlpMayAsk: string[] = [];

  @Texts({
    description:
      'Clients of YouTube that yt-dlp takes itself for, in their order, such as `visionos`; none: as it thinks best.',
  })
  ytDlpClients: string[] = [];

  @WebAddress({ description: 'Address of the service, or of a server that takes the same calls.' })
  apiUrl = 'https://music.youtube.com';

  @WebAddress({
    description:
      'Server that sound is fetched from in place of those that YouTube names, by the same paths: for tests.',
    defaultInWords: 'those that YouTube names',
  })
  mediaUrl?: string;
}

/** What Pyxis takes itself for at Pandora. These values name a program, not a person, and are known to everybody. */
export class PandoraPartnerConfig {
  @Text({ description: 'Name of the partner.' })
  name = 'android';

  @Text({ description: 'What the partner signs in with, which is no secret.' })
  loginKey = 'AC7IBG09A3DTSYM4R41UJWL07VLN8JI7';

  @Text({ description: 'Kind of device.' })
  deviceModel = 'android-generic';

  @Text({
    description: 'Key that calls are encrypted with.',
    allowed: '4 to 56 ASCII characters',
    pattern: /^[!-~]{4,56}$/,
  })
  encryptKey = '6#26FRL$ZWD';

  @Text({
    description: 'Key that the time of the service is decrypted with.',
    allowed: '4 to 56 ASCII characters',
    pattern: /^[!-~]{4,56}$/,
  })
  decryptKey = 'R=U!LH$O2B#';
}

/** Pandora. */
@Secret({
  name: 'pandora-password',
  key: 'password',
  description: 'Password of the account at Pandora that `sources.pandora.username` names.',
})
export class PandoraSourceConfig {
  @Flag({
    description:
      'Whether Pandora is a source. It needs an account there and an address in the United States, and its terms allow its own clients ' +
      'only: see its page of the documentation.',
  })
  enabled = false;

  @Text({ description: 'The user name of the account: an e-mail address, as a rule.', defaultInWords: 'none' })
  username?: string;

  @Choice({
    description: 'What is taken where a song comes in several qualities: what sounds best, or what is smallest.',
    choices: ['best', 'saving'],
  })
  quality: 'best' | 'saving' = 'best';

  @Text({
    description:
      'Client that Pyxis takes itself for, as a name and a version: Pandora lets nobody in whose client it does not know.',
    allowed: 'printable ASCII characters',
    pattern: /^[ -~]{1,200}$/,
  })
  userAgent = 'pianobar-2022.04.01';

  @Section(() => PandoraPartnerConfig, 'What Pyxis takes itself for at Pandora: values that are known to everybody.')
  partner = new PandoraPartnerConfig();

  @WebAddress({ description: 'Address of the service, or of a server that takes the same calls.' })
  baseUrl = 'https://tuner.pandora.com/services/json/';
}

/** Where music comes from. */
export class SourcesConfig {
  @Section(() => LocalSourceConfig, 'Your own files.')
  local = new LocalSourceConfig();

  @Section(() => PodcastSourceConfig, 'Podcasts.')
  podcast = new PodcastSourceConfig();

  @Section(() => RadioSourceConfig, 'Radio.')
  radio = new RadioSourceConfig();

  @Section(() => YtMusicSourceConfig, 'YouTube Music.')
  ytmusic = new YtMusicSourceConfig();

  @Section(() => PandoraSourceConfig, 'Pandora.')
  pandora = new PandoraSourceConfig();
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
