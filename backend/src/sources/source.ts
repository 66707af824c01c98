import type { Observable } from 'rxjs';
import type { HealthState } from '../common/index.js';
import type { PathCheck } from '../common/index.js';
import type { Upstream } from '../upstream/index.js';
import type { LyricsCapability } from './lyrics.js';
import type { OwnMusicCapability } from './own-music.js';
import type { PersonalStationsCapability } from './personal-stations.js';
import type { PodcastsCapability } from './podcasts.js';
import type { BrowseCapability, SearchCapability } from './remote-catalogue.js';
import type { StationsCapability } from './stations.js';
import type { CollectionCapability } from './collection.js';
import type { PlaylistFilesCapability } from './playlist-files.js';
import type { SourceTrack } from './source-track.js';

export type { SourceTrack };

/**
 * One place that music comes from. A capability is an object that is there or is not: no flags beside it to drift.
 * Feedback and the like become further optional members as their sources arrive.
 */
export interface SourceAdapter {
  /** The prefix of its refs (`local` in `local:Xa3k…`): lower-case letters only, never changed once released. */
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  readonly capabilities: SourceCapabilities;
  /** How it is doing right now; cheap, without asking the outside world. */
  health(): SourceHealth;
  /** Says that its health is another now. */
  readonly healthChanges: Observable<void>;
  /** What lets it in, where it wants or takes such a thing. */
  readonly credentials?: readonly SourceCredential[];
  /** How its last calls to outside went, newest first; absent: it makes none. */
  answers?(): readonly SourceAnswer[];
  /**
   * Asks outside for something small right now, also what was to be left alone for a while; how it went is seen by `health`.
   * Absent: there is nothing to try.
   */
  tryNow?(signal: AbortSignal): Promise<void>;
  /** Called once, when the server is up: for what it does by itself, such as a first look at its account. */
  start?(): Promise<void>;
  /** Called once, when the server ends: for what must be put away. */
  close?(): Promise<void>;
}

export interface SourceCapabilities {
  /** It holds a person's own collection, which the library mirrors. */
  readonly collection?: CollectionCapability;
  /** Its collection holds lists of its files, too. */
  readonly playlistFiles?: PlaylistFilesCapability;
  /** Its tracks can be played. */
  readonly streams?: StreamCapability;
  /** Its tracks can be found by their id, though they are in no library. */
  readonly tracks?: TracksCapability;
  /** It holds the covers of what it collects. */
  readonly artwork?: ArtworkCapability;
  /** It has a directory of stations. */
  readonly stations?: StationsCapability;
  /** It has stations of this listener's own. */
  readonly personalStations?: PersonalStationsCapability;
  /** It reads feeds of podcasts, and finds them. */
  readonly podcasts?: PodcastsCapability;
  /** It can be searched for music. */
  readonly search?: SearchCapability;
  /** Its albums, artists and playlists can be opened. */
  readonly browse?: BrowseCapability;
  /** It knows what a person has collected there. */
  readonly own?: OwnMusicCapability;
  /** It has the words of its tracks. */
  readonly lyrics?: LyricsCapability;
}

export type SourceState = HealthState;

export interface SourceHealth {
  readonly state: SourceState;
  /** Why it is not `ok`, by a code that is never reworded; absent where the parts tell. */
  readonly code?: string;
  /** What is not `ok`, as people call it: one of the services of which it consists. */
  readonly service?: string;
  /** Which of several things that have one code; absent: the usual one. */
  readonly because?: string;
  /** Why it is not `ok`, in a sentence. */
  readonly reason?: string;
  /** What to do about it, in words; absent where the reason says it. */
  readonly nextStep?: string;
  /** Until then nothing is asked there. */
  readonly retryAtMs?: number;
  readonly sinceMs: number;
  readonly lastSuccessAtMs?: number;
  /** The folders, feeds or accounts it consists of, where it has such parts. */
  readonly parts: readonly SourcePart[];
}

export interface SourcePart {
  readonly name: string;
  readonly state: SourceState;
  /** Why it is not `ok`, by a code that is never reworded. */
  readonly code?: string;
  readonly reason?: string;
}

/** A secret that a source takes. */
export interface SourceCredential {
  /** As its section of the configuration declares it. */
  readonly name: string;
  /** What it is, and what for: goes on a sentence that begins “It can be given”. */
  readonly description: string;
  readonly isGiven: boolean;
}

/** How one call to outside went: nothing of what was asked, no address, no secret. */
export interface SourceAnswer {
  /** What was asked. */
  readonly service: string;
  readonly atMs: number;
  /** `ok`, or the code of what was in the way. */
  readonly outcome: string;
  /** What was in the way, in a sentence. */
  readonly detail?: string;
}

/** How the same sound comes where it comes in several: as good as there is, or as small as there is. */
export const QUALITIES = ['best', 'saving'] as const;
export type Quality = (typeof QUALITIES)[number];

/**
 * What may stay of the audio of a source on this machine: also what nobody has heard yet (`ahead`), what was heard
 * (`played`), or nothing once it was heard.
 */
export type Keeping = 'ahead' | 'played' | 'nothing';

export interface StreamCapability {
  /** The `Upstream` through which what lies elsewhere is fetched. */
  readonly upstream?: Upstream;
  /** Absent: `ahead`. */
  readonly keeping?: Keeping;
  /** What is taken where nobody asks for another. Absent: there is one quality only. */
  readonly quality?: Quality;
  /** Bytes that may be fetched from it in a calendar month before somebody is told; absent: as many as are wanted. */
  readonly monthlyLimitBytes?: number;
  /** Its audio may be taken away as files. */
  readonly givesFiles?: true;
  /**
   * Finds the audio of one track; opening it is the streaming module's work.
   * @param locator what the source said of the track when it was collected; of one found by `tracks`, the `nativeId`
   * @param refused how many locations of it have just been refused, one after the other: another way may help
   * @param quality one of those that it has
   * @returns a file path or URL with its MIME type, good for at least 30 s
   * @throws TrackNotFound the source answered that it has no such track
   * @throws SourceUnavailable, UpstreamError it did not answer, or answered with a fault
   */
  locate(locator: string, signal: AbortSignal, refused?: number, quality?: Quality): Promise<AudioLocation>;
  /** How often another location is worth asking for when one is refused. Absent: once. */
  readonly mostLocations?: number;
  /**
   * What of which other audio a track is: that is located, fetched and kept once for all its parts. Told by the locator alone.
   * Absent, or undefined for a track: it is audio of its own.
   */
  partOf?(locator: string): AudioPart | undefined;
}

/** A stretch of audio that has a locator of its own. */
export interface AudioPart {
  /** Locator of all of it. */
  readonly whole: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Where the audio of one track lies. */
export type AudioLocation = FileLocation | HttpLocation | HlsLocation | LiveLocation;

/** Bytes on this machine. */
export interface FileLocation {
  readonly kind: 'file';
  /** Absolute; a Buffer where the name is not valid UTF-8. */
  readonly path: string | Buffer;
  /** Whether the file that it led to may be read. */
  readonly accepts: PathCheck;
  /** Absent: all of it. */
  readonly part?: FilePart;
}

/** A stretch of the sound of a file, in samples of so many a second. */
export interface FilePart {
  readonly startSample: number;
  /** Behind the last; absent: to the end of the file. */
  readonly endSample?: number;
  readonly samplesPerSecond: number;
}

/** How long the sound of a track is, as its source knows: what lies elsewhere may be no more than its beginning. */
export interface ToldLength {
  /** Of all of it. Where what lies there turns out to be much shorter, it is a preview: that is refused. Absent: nobody knows. */
  readonly wholeMs?: number;
  /** Called when it turned out to be a preview, so that the source knows from then on. May be called more than once. */
  readonly onPreview?: () => void;
}

/** Bytes elsewhere: one file with an end, fetched by the `upstream` of the source. */
export interface HttpLocation extends ToldLength {
  readonly kind: 'http';
  /** Kept to the server: no client and no log sees it. */
  readonly url: string;
  /** Told to the host of the address, and to no other that it redirects to. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: as the host says. */
  readonly mimeType?: string;
  /** When it stops to work; a new one is then asked for. Absent: nobody knows. */
  readonly expiresAtMs?: number;
  /** Whether the host sends parts that are asked for (RFC 9110 §14). */
  readonly takesRanges: boolean;
  /** How much louder it has to be played to sound as loud as others, in dB; absent: nobody told where it was located. */
  readonly gainDb?: number;
  /** On average, or nearly so: by it and its size a file tells that it is a preview before anything of it is heard. */
  readonly bitrateKbps?: number;
  /** The host refuses whatever does not ask for a part, and parts of more than so many bytes. Absent: it gives all there is. */
  readonly mostBytesAtOnce?: number;
}

/**
 * Bytes elsewhere, in segments that make one file together: a list of HLS with an end (RFC 8216), read by the `upstream` of the
 * source. Of a master list the best sound that is to be had is taken.
 */
export interface HlsLocation extends ToldLength {
  readonly kind: 'hls';
  /** Of the list. Kept to the server: no client and no log sees it. */
  readonly url: string;
  /** Told to the origin of the list, and to no other that it names. */
  readonly headers: Readonly<Record<string, string>>;
  /** When the list, or what it names, stops to work; a new one is then asked for. Absent: nobody knows. */
  readonly expiresAtMs?: number;
  /** Where what the list names is fetched from. Absent: where it says. */
  readonly at?: (address: URL) => URL;
}

/** Sound without an end, which everybody hears at the same time. Read by the `upstream` of the source. */
export interface LiveLocation {
  readonly kind: 'live';
  /**
   * Of a stream, or of a list that names streams, as it was saved: every connection begins here, never where one led to.
   * Best first; the next is tried where one does not answer.
   */
  readonly urls: readonly [string, ...string[]];
  /** Told to the hosts of these addresses, and to no other. */
  readonly headers: Readonly<Record<string, string>>;
  /** What a person calls it: announced as an artist, it is none. */
  readonly name?: string;
  /** Of titles that do not say it; absent: UTF-8, else windows-1252. */
  readonly charset?: string;
}

export interface ArtworkCapability {
  /**
   * Its pictures come from outside this machine: an original that was fetched is kept, and one that is not there is not
   * asked for again at once.
   */
  readonly isRemote?: boolean;
  /**
   * The bytes of one cover, as the source holds them.
   * @param locator `CollectedArtwork.locator`
   * @throws ArtworkNotFound it has gone, or is larger than 32 MiB
   * @throws SourceUnavailable, UpstreamError it cannot be had now
   */
  read(locator: string, signal: AbortSignal): Promise<Buffer>;
}

export interface TracksCapability {
  /**
   * What the source knows of one track.
   * @param nativeId the source's own id, as it stands in a ref behind the colon
   * @throws TrackNotFound the source answered that it has no such track
   * @throws SourceUnavailable, UpstreamError it did not answer, or answered with a fault
   */
  find(nativeId: string, signal: AbortSignal): Promise<SourceTrack>;
}
