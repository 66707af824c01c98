export class LibraryCounts {
  albums: number;
  artists: number;
  tracks: number;
  /** Tracks whose files are not there any more. */
  missingTracks: number;
}

export class TranscoderView {
  isAvailable: boolean;
  version?: string;
  /** Why not, and what to do. */
  reason?: string;
  /** Why not, by a code that is never reworded. */
  code?: 'ffmpeg-missing' | 'ffmpeg-broken';
}

export class SystemView {
  version: string;
  startedAtMs: number;
  nodeVersion: string;
  platform: string;
  databaseEngine: 'sqlite' | 'postgres';
  databaseSizeBytes?: number;
  /** The built-in demo library is playing because no music folder is set. */
  isDemo: boolean;
  /** The configuration file in force. */
  configFile?: string;
  transcoder: TranscoderView;
  library: LibraryCounts;
}
