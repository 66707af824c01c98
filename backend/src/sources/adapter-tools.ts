import { Injectable } from '@nestjs/common';
import { basename, dirname } from 'node:path';
import { Clock } from '../common/index.js';
import { Directories, Installation, Secrets } from '../config/index.js';
import { Upstreams } from '../upstream/index.js';
import { SavedAddresses } from './saved-addresses.js';
import { pictureFetcher, type FetchPicture } from './remote-artwork.js';

/** What adapters are made with. Each asks in its constructor for what it needs: `Pick<AdapterTools, 'upstreams'>`. */
@Injectable()
export class AdapterTools {
  /** For those whose music is elsewhere: makes the one `Upstream` to each service. */
  readonly upstreams: Pick<Upstreams, 'to'>;
  /** For `RemoteArtwork`. */
  readonly fetchPicture: FetchPicture;
  /** Where the server keeps what is its own. */
  readonly ownFolders: readonly string[];
  /** What people saved, by the address that it lies at. */
  readonly savedAddresses: SavedAddresses;
  /** What people have given to get in: of what the adapter's own section declares. */
  readonly secrets: Pick<Secrets, 'find'>;
  /** What must not be lost lies here, for those who keep something. */
  readonly dataFolder: string;
  /** What can be made anew lies here. */
  readonly cacheFolder: string;

  constructor(
    readonly clock: Clock,
    upstreams: Upstreams,
    { data, cache, state }: Directories,
    { configFile }: Installation,
    savedAddresses: SavedAddresses,
    secrets: Secrets,
  ) {
    this.savedAddresses = savedAddresses;
    this.secrets = secrets;
    this.upstreams = upstreams;
    this.fetchPicture = pictureFetcher(upstreams);
    this.dataFolder = data;
    this.cacheFolder = cache;
    const configuration = configFile === undefined ? '' : dirname(configFile);
    // A configuration file may lie anywhere; a folder of its own has our name.
    const own = basename(configuration) === 'pyxis' ? [configuration] : [];
    this.ownFolders = [data, cache, state, ...own].filter((folder) => folder !== '');
  }
}
