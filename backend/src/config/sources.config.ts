import {
  Choice,
  Flag,
  Folders,
  Integer,
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

const MIB = 1024 ** 2;

/** What sources have in common whose sound lies elsewhere. */
const KEEP: Parameters<typeof Choice>[0] = {
  description:
    'What stays of its sound at home: also albums of the collection that nobody has heard yet (`ahead`), what was heard as ' +
    'long as there is room (`played`), or nothing.',
  choices: ['ahead', 'played', 'nothing'],
};
const QUALITY: Parameters<typeof Choice>[0] = {
  description: 'What is taken where a song comes in several qualities: what sounds best, or what is smallest.',
  choices: ['best', 'saving'],
};
const MONTHLY_LIMIT: Parameters<typeof Size>[0] = {
  description:
    'What may be fetched of its sound in a calendar month, for lines that are paid by what they carry: before it is reached ' +
    'nothing is fetched ahead any more, and you are told.',
  minimum: 10 * MIB,
  defaultInWords: 'as much as is wanted',
};

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

  @Choice(QUALITY)
  quality: 'best' | 'saving' = 'best';

  @Choice(KEEP)
  keep: 'ahead' | 'played' | 'nothing' = 'ahead';

  @Size(MONTHLY_LIMIT)
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

  @Choice(QUALITY)
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

/** SoundCloud. */
@Secret({
  name: 'soundcloud-token',
  key: 'token',
  description:
    'Token of somebody who has signed in at SoundCloud, for the songs and qualities that only subscribers hear: the value of the ' +
    'cookie `oauth_token`.',
})
export class SoundCloudSourceConfig {
  @Flag({
    description:
      'Whether SoundCloud is a source. Its terms allow its own clients and registered programs only: see its page of the documentation.',
  })
  enabled = false;

  @Text({
    description:
      'What SoundCloud knows its own web page by, which every call names; changed by SoundCloud now and then.',
    defaultInWords: 'the one that its web page names, found by itself',
    allowed: '32 letters and digits',
    pattern: /^[A-Za-z0-9]{32}$/,
  })
  clientId?: string;

  @Text({
    description:
      'Name of the public profile whose likes, playlists and albums are shown as yours: what stands behind `soundcloud.com/` in its address.',
    defaultInWords: 'nobody’s',
    allowed: 'letters, digits, `-` and `_`',
    pattern: /^[\w-]{1,100}$/,
  })
  user?: string;

  @Choice(QUALITY)
  quality: 'best' | 'saving' = 'best';

  @Choice(KEEP)
  keep: 'ahead' | 'played' | 'nothing' = 'ahead';

  @Size(MONTHLY_LIMIT)
  monthlyLimit?: number;

  @WebAddress({ description: 'Address of the API, or of a server that takes the same calls.' })
  apiUrl = 'https://api-v2.soundcloud.com';

  @WebAddress({
    description:
      'Address of the web page. Another one stands for the page for phones, the short links and the hosts of scripts and pictures, too.',
  })
  siteUrl = 'https://soundcloud.com';

  @WebAddress({
    description:
      'Server that sound is fetched from in place of those that SoundCloud names, by the same paths: for tests.',
    defaultInWords: 'those that SoundCloud names',
  })
  mediaUrl?: string;
}

/** Bandcamp. */
export class BandcampSourceConfig {
  @Flag({
    description:
      'Whether Bandcamp is a source. Its terms allow its own pages and apps only: see its page of the documentation.',
  })
  enabled = false;

  @Text({
    description:
      'Name of the fan whose public collection and wish list are shown as yours: what stands behind `bandcamp.com/` in the address.',
    defaultInWords: 'nobody’s',
    allowed: 'letters, digits, `-` and `_`',
    pattern: /^[\w-]{1,100}$/,
  })
  user?: string;

  @Choice(KEEP)
  keep: 'ahead' | 'played' | 'nothing' = 'ahead';

  @Size(MONTHLY_LIMIT)
  monthlyLimit?: number;

  @WebAddress({
    description:
      'Address of the service. Another one stands for the pages of performers, too: it is told whose page is meant in the header ' +
      '`X-Forwarded-Host`.',
  })
  baseUrl = 'https://bandcamp.com';

  @WebAddress({
    description:
      'Server that sound and pictures are fetched from in place of those that Bandcamp names, by the same paths: for tests.',
    defaultInWords: 'those that Bandcamp names',
  })
  mediaUrl?: string;
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

  @Section(() => SoundCloudSourceConfig, 'SoundCloud.')
  soundcloud = new SoundCloudSourceConfig();

  @Section(() => BandcampSourceConfig, 'Bandcamp.')
  bandcamp = new BandcampSourceConfig();
}
