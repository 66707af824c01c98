import { datesWith } from '../formats';
import { countOf, lengthOf, serviceOf, textOf } from './facts';
import type { Facts, Sentences } from './server-words';

const timeOfDay = datesWith({ hour: '2-digit', minute: '2-digit' });
const remove = (): string => $localize`Remove some to save others.`;
const playAgain = (): string => $localize`Play it again.`;
const tryLater = (): string => $localize`Try it again later.`;
const installFfmpeg = (): string => $localize`Install it on the server (Debian: apt install ffmpeg) and try again.`;
const otherStationAddress = (): string => $localize`Look for another address of the station.`;
const streamAddress = (): string => $localize`Save the address of the stream itself.`;
const atFeed = (): string => $localize`Look at the address in a browser.`;

/** What the server's own problems say: `code`, or `code/because` where one code has several. */
export const PROBLEM_SENTENCES = {
  'source-unavailable/address-is-no-stream': (): Sentences => [
    $localize`There is no stream of a station at this address.`,
    streamAddress(),
  ],
  'source-unavailable/another-format': (): Sentences => [
    $localize`The station sends in another format now.`,
    $localize`It is opened anew by itself.`,
  ],
  'source-unavailable/busy': (): Sentences => [
    $localize`Too many songs are looked for at once.`,
    $localize`Try it again in a moment.`,
  ],
  'source-unavailable/cache-full': (): Sentences => [
    $localize`There is no room for more audio: streaming.cache.remoteMaxSize is used up.`,
    $localize`Raise it, or keep less.`,
  ],
  'source-unavailable/changed-meanwhile': (): Sentences => [
    $localize`This was changed in the meantime.`,
    $localize`Try it again.`,
  ],
  'source-unavailable/disk-full': (): Sentences => [
    $localize`The disk with the cache of the server is full.`,
    $localize`Make room on it.`,
  ],
  'source-unavailable/file-unreadable': (): Sentences => [
    $localize`The file cannot be opened.`,
    $localize`See to it that Pyxis may read it, and that its disk is well.`,
  ],
  'source-unavailable/folder-away': (): Sentences => [
    $localize`The music folder of this file is not there.`,
    $localize`Is the disk mounted?`,
  ],
  'source-unavailable/is-a-station': (): Sentences => [
    $localize`This has no end: it is a station, and is saved and played as one.`,
  ],
  'source-unavailable/message-instead': (): Sentences => [
    $localize`There is a message in place of the audio.`,
    tryLater(),
  ],
  'source-unavailable/no-playable-sound': (): Sentences => [
    $localize`What comes from there is no sound that Pyxis can play.`,
    $localize`Play it in the app of its service, or go on.`,
  ],
  'source-unavailable/not-signed-in': (): Sentences => [
    $localize`YouTube Music answers as it answers a guest, though it was given cookies.`,
    $localize`Take them anew from a private window of a browser, and close that. Where several accounts are signed in there, set sources.ytmusic.account; look at the clock of the server, too.`,
  ],
  'source-unavailable/not-understood': (): Sentences => [
    $localize`The source does not understand what it was asked.`,
    $localize`It is asked again by itself. If it stays so, look for a newer Pyxis.`,
  ],
  'source-unavailable/server-ends': (): Sentences => [
    $localize`The server is being ended.`,
    $localize`Play it again when it is back.`,
  ],
  'source-unavailable/source-off': (): Sentences => [
    $localize`The source is switched off, or cannot do this.`,
    $localize`Switch it on in the configuration, under “sources”.`,
  ],
  'source-unavailable/station-message': (): Sentences => [
    $localize`The station sends a message instead of its programme: it may not be for your country, or has too many listeners.`,
  ],
  'source-unavailable/station-no-sound': (): Sentences => [
    $localize`The station sends something, but no sound that can be played.`,
    otherStationAddress(),
  ],
  'source-unavailable/station-over': (): Sentences => [$localize`The station ended its stream.`, playAgain()],
  'source-unavailable/station-silent': (): Sentences => [
    $localize`The station sends no sound.`,
    $localize`It is asked again by itself; if it stays so, the station is down.`,
  ],
  'source-unavailable/too-large': (): Sentences => [$localize`The audio is too large to be played.`],
  'preview-only': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: gives a preview of this song only: ${lengthOf(facts.thereMs)}:part: of ${lengthOf(facts.wholeMs)}:whole:.`,
    $localize`Listen to all of it there, or look for another version.`,
  ],
  'not-given-as-file': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: does not give its music as files.`,
    $localize`Keep it at home to have it without the internet.`,
  ],
  'cutter-missing': (): Sentences => [
    $localize`This track is a part of a file. To cut it out needs ffmpeg, which was not found.`,
    installFfmpeg(),
  ],
  'cutter-busy': (): Sentences => [
    $localize`Many parts of files are being cut out already.`,
    $localize`Try it again in a moment.`,
  ],
  'cut-failed': (): Sentences => [
    $localize`ffmpeg could not cut this track out of its file.`,
    $localize`The file may be damaged, or the disk full; the log of the server says more.`,
  ],
  'part-too-large': (): Sentences => [
    $localize`This track is a part of a file, and larger than all that is kept of converted audio.`,
    $localize`Raise streaming.cache.maxSize.`,
  ],
  'transcoder-missing': (): Sentences => [
    $localize`Converting audio needs ffmpeg, which was not found.`,
    installFfmpeg(),
  ],
  'transcoder-busy': (): Sentences => [
    $localize`As many conversions run as the server allows.`,
    $localize`Try it again in a moment.`,
  ],
  'transcode-failed': (): Sentences => [
    $localize`ffmpeg could not convert this track.`,
    $localize`The file may be damaged; the log of the server says more.`,
  ],
  'one-recording': (): Sentences => [
    $localize`Both are one recording in the history by an id or by their very name: its listens cannot be told apart.`,
  ],
  'import-too-large': (): Sentences => [$localize`This file is too large for an import.`],
  'import-interrupted': (): Sentences => [$localize`The file did not arrive whole.`, $localize`Send it again.`],
  'import-running': (): Sentences => [$localize`Wait until the running import has ended, or cancel it.`],
  'import-not-applicable': (): Sentences => [
    $localize`This import can not be applied any more.`,
    $localize`Send the file again.`,
  ],
  'too-many-shelves': ({ most }: Facts): Sentences => [
    $localize`There is room for ${countOf(most)}:most: shelves.`,
    remove(),
  ],
  'too-many-stations': ({ most }: Facts): Sentences => [
    $localize`There is room for ${countOf(most)}:most: stations.`,
    remove(),
  ],
  'too-many-lists': ({ most }: Facts): Sentences => [
    $localize`There are ${countOf(most)}:most: lists already.`,
    $localize`Remove one that you do not need any more.`,
  ],
  'playlist-full': ({ most }: Facts): Sentences => [
    $localize`There is room for ${countOf(most)}:most: tracks in a playlist.`,
    $localize`Take some out, or begin another one.`,
  ],
  'queue-full': ({ most }: Facts): Sentences => [
    $localize`A queue holds ${countOf(most)}:most: items at most.`,
    $localize`Remove some, or clear it.`,
  ],
  'already-at-home': (): Sentences => [
    $localize`All of this lies on this machine already: it plays without the internet.`,
  ],
  'not-to-be-kept': (facts: Facts): Sentences => [
    $localize`Nothing of ${serviceOf(facts)}:service: may be kept: it is heard from there each time.`,
  ],
  'nothing-to-keep': (): Sentences => [
    $localize`None of its tracks can be played now, so there is nothing to keep at home.`,
  ],
  'foreign-origin': (): Sentences => [
    $localize`Only pages of this server may change anything.`,
    $localize`Behind a proxy, set server.publicUrl.`,
  ],
  'search-too-slow': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: did not answer in time.`,
    $localize`Search again, or look for it there only.`,
  ],
  'search-failed': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: failed.`,
    $localize`Search again; the log of the server says more.`,
  ],
  'station-saved': ({ name }: Facts): Sentences => [$localize`“${textOf(name)}:name:” is among your stations already.`],
  'radio-off': (): Sentences => [
    $localize`The source “Radio” is switched off.`,
    $localize`Set sources.radio.enabled to true and start Pyxis again.`,
  ],
  'stale-revision': (): Sentences => [
    $localize`Something else has changed the player in between.`,
    $localize`Try it again.`,
  ],
  'no-chapters': (): Sentences => [
    $localize`What plays has no chapters.`,
    $localize`Let it sleep at the end of the track, or after some minutes.`,
  ],
  'no-output': (): Sentences => [
    $localize`No output is connected.`,
    $localize`Open Pyxis in a browser that is to play.`,
  ],
  'nothing-playable': (): Sentences => [
    $localize`None of these files is there any more.`,
    $localize`Is the disk connected?`,
  ],
  'not-heard-again': (): Sentences => [
    $localize`Where this song comes from, songs can be heard for a while only.`,
    $localize`What comes next can be played.`,
  ],
  'lastfm-not-connectable': (): Sentences => [
    $localize`Last.fm cannot be connected here.`,
    $localize`Its settings under Scrobbling say what is missing.`,
  ],
  'lastfm-not-approved': (): Sentences => [
    $localize`Last.fm has not heard from you yet.`,
    $localize`Allow Pyxis on its page first.`,
  ],
  'lastfm-approval-expired': (): Sentences => [
    $localize`The approval was not given in time.`,
    $localize`Connect Last.fm again.`,
  ],
  'lastfm-failed': (): Sentences => [$localize`Last.fm does not answer as it should.`, $localize`Try it again later.`],
  'podcasts-off': (): Sentences => [
    $localize`Podcasts are switched off.`,
    $localize`Set sources.podcast.enabled to true and start Pyxis again.`,
  ],
  'feed-not-a-feed': (): Sentences => [$localize`There is no feed at this address that can be read.`, atFeed()],
  'feed-defect': (): Sentences => [
    $localize`Something went wrong on the server while the feed was read.`,
    $localize`Its log says what. It is tried again by itself.`,
  ],
  'feed-not-found': (): Sentences => [$localize`There is no feed at this address.`, atFeed()],
  'feed-gone': (): Sentences => [$localize`The feed was taken away for good: its podcast has ended.`],
  'feed-unauthorized': (): Sentences => [
    $localize`The feed lets Pyxis in no more.`,
    $localize`Subscribe again, with the address that your account there shows.`,
  ],
  'feed-forbidden': (): Sentences => [
    $localize`The feed is refused to this server.`,
    $localize`Subscribe again, with the address that your account there shows.`,
  ],
  'feed-too-large': (): Sentences => [$localize`No podcast has a feed as large as that.`, atFeed()],
  'feed-unreachable': (): Sentences => [
    $localize`The host of the feed cannot be reached.`,
    $localize`It is asked again by itself.`,
  ],
  'feed-timeout': (): Sentences => [
    $localize`The host of the feed did not answer in time.`,
    $localize`It is asked again by itself.`,
  ],
  'feed-silence': (): Sentences => [
    $localize`The host of the feed did not answer in time.`,
    $localize`It is asked again by itself.`,
  ],
  'feed-server-error': (): Sentences => [
    $localize`The host of the feed has a fault of its own.`,
    $localize`It is asked again by itself.`,
  ],
  'feed-rate-limited': (): Sentences => [
    $localize`The host of the feed has had enough for now.`,
    $localize`It is asked again by itself.`,
  ],
  'feed-bad-certificate': (): Sentences => [
    $localize`The host of the feed has a certificate that is not valid.`,
    atFeed(),
  ],
  'feed-unsafe-address': (): Sentences => [
    $localize`The address of the feed is not one of the internet.`,
    $localize`If it is a server of your own, name it in the configuration of the source.`,
  ],
  'several-feeds': (): Sentences => [$localize`This page leads to several feeds.`, $localize`Choose one of them.`],
  'podcasts-busy': (): Sentences => [
    $localize`Too many chapters and transcripts are being fetched.`,
    $localize`Try it again in a moment.`,
  ],
  'artwork-unreadable': (): Sentences => [
    $localize`The cover is damaged, of an unknown format, or too large to be shown.`,
  ],
  'artwork-busy': (): Sentences => [
    $localize`So many covers are being made that this one would take too long.`,
    $localize`Try it again in a moment.`,
  ],
  'cover-refused/empty': (): Sentences => [$localize`Nothing was sent.`, $localize`Choose a picture.`],
  'cover-refused/interrupted': (): Sentences => [
    $localize`The picture did not arrive whole.`,
    $localize`Send it again.`,
  ],
  'cover-refused/narrow': (): Sentences => [
    $localize`This picture is too long and narrow for a cover.`,
    $localize`Choose one that is nearly a square.`,
  ],
  'cover-refused/no-answer': (): Sentences => [
    $localize`The picture could not be fetched from there.`,
    $localize`Try again, or save it and choose the file.`,
  ],
  'cover-refused/no-picture': (): Sentences => [
    $localize`This is no picture that can be shown.`,
    $localize`Choose another.`,
  ],
  'cover-refused/not-on-the-internet': (): Sentences => [
    $localize`This address is not one of the internet, so it is not asked.`,
    $localize`Save the picture and choose the file.`,
  ],
  'cover-refused/nothing-there': (): Sentences => [
    $localize`There is nothing at this address.`,
    $localize`Copy it again.`,
  ],
  'cover-refused/too-large': (): Sentences => [
    $localize`This picture is too large for a cover.`,
    $localize`Make it smaller, or choose another.`,
  ],
  'cover-refused/too-small': (): Sentences => [
    $localize`This picture is too small for a cover.`,
    $localize`Choose another.`,
  ],
  'cover-not-kept/disk-full': (): Sentences => [
    $localize`The disk with the data folder of Pyxis is full, so the cover was not kept.`,
    $localize`Make room on it.`,
  ],
  'database-unusable/disk-full': (): Sentences => [
    $localize`The disk with the database of Pyxis is full, so this was not kept.`,
    $localize`Make room on it, and try again.`,
  ],
  'database-unusable/disk-error': (): Sentences => [
    $localize`The disk with the database of Pyxis does not do what it is asked for.`,
    $localize`See to it that it is well.`,
  ],
  'database-unusable/read-only': (): Sentences => [
    $localize`The database of Pyxis cannot be written: its file or its disk is read-only.`,
    $localize`See to it that Pyxis may write there.`,
  ],
  'database-unusable/away': (): Sentences => [
    $localize`The database of Pyxis does not answer.`,
    $localize`See whether its server runs.`,
  ],
  'cover-not-kept/not-writable': (): Sentences => [
    $localize`The cover could not be written to the data folder of Pyxis.`,
    $localize`See to it that Pyxis may write there.`,
  ],
  'playlist-read-only/file': (): Sentences => [
    $localize`This playlist is read from a file.`,
    $localize`Make a copy to change it.`,
  ],
  'playlist-read-only/source': (): Sentences => [
    $localize`This playlist follows one of a source.`,
    $localize`Make a copy to change it.`,
  ],
  'nothing-to-add': (): Sentences => [
    $localize`There is no track in it that can go into a playlist.`,
    $localize`Stations have no end, and stay among the stations.`,
  ],
  'no-skips-left': ({ nextAtMs }: Facts): Sentences => [
    $localize`No skip is left on this station.`,
    typeof nextAtMs === 'number' ? $localize`The next is free at ${timeOfDay(nextAtMs)}:time:.` : undefined,
  ],
  'no-personal-stations': (): Sentences => [
    $localize`The source is switched off, or has no stations of one’s own.`,
    $localize`The page of the sources says more.`,
  ],
  'station-silent': (): Sentences => [$localize`The station gave no song.`, $localize`Try it again in a moment.`],
  'thumb-not-listed': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: does not list this thumb any more, so that it cannot be taken back here.`,
    $localize`Give the other thumb, or change it there.`,
  ],
  'station-not-rated': (): Sentences => [
    $localize`Songs of this station cannot be rated.`,
    $localize`If it is shared by somebody else, make it your own first.`,
  ],
} as const;

/** What is not there, or not any more: the codes that end in `-not-found`. */
export const GONE_SENTENCES = {
  'album-not-found': (): Sentences => [$localize`This album is not in the library any more.`],
  'artist-not-found': (): Sentences => [$localize`This artist is not in the library any more.`],
  'track-not-found': (): Sentences => [$localize`This track is not there any more.`],
  'track-of-a-source-not-found': (): Sentences => [$localize`This track is not there any more.`],
  'item-not-found': (): Sentences => [$localize`The source does not have this any more, or it is private.`],
  'genre-not-found': (): Sentences => [$localize`There is nothing of this genre in the library any more.`],
  'playlist-not-found': (): Sentences => [$localize`This playlist is not there any more.`],
  'deleted-playlist-not-found': (): Sentences => [$localize`This playlist can not be brought back any more.`],
  'followed-playlist-not-found': (): Sentences => [$localize`This playlist follows none of a source any more.`],
  'station-not-found': (): Sentences => [$localize`This station is not there any more.`],
  'station-song-not-found': (): Sentences => [$localize`That song was not given by one of your stations lately.`],
  'show-not-found': (): Sentences => [$localize`This podcast is not there any more.`],
  'episode-not-found': (): Sentences => [$localize`This episode is not there any more.`],
  'transcript-not-found': (): Sentences => [$localize`There is no transcript of this episode.`],
  'group-not-found': (): Sentences => [$localize`This group is not there any more.`],
  'list-not-found': (): Sentences => [$localize`This list is not there any more.`],
  'shelf-not-found': (): Sentences => [$localize`This shelf is not there any more.`],
  'source-not-found': (): Sentences => [$localize`There is no such source, or it is switched off.`],
  'source-that-knows-you-not-found': (): Sentences => [
    $localize`There is no such source, or it does not know your account.`,
  ],
  'import-not-found': (): Sentences => [$localize`Nothing is known of this import any more.`],
  'artwork-not-found': (): Sentences => [$localize`This cover is not there any more.`],
  'cover-not-found': (): Sentences => [$localize`This cover is not there any more.`],
  'output-not-found': (): Sentences => [$localize`This output is not connected any more.`],
} as const;

/** Of what there is no page, and for what an older app does not know yet. */
export const nothingHere = (): Sentences => [$localize`This is not here any more.`];

/** What is the matter with files, and with what Pyxis needs. */
export const STATE_SENTENCES = {
  'file-empty': (): Sentences => [$localize`The file is empty.`],
  'file-not-audio': (): Sentences => [$localize`There is no sound in the file that Pyxis can play.`],
  'file-truncated': (): Sentences => [$localize`The file ends too early.`],
  'file-corrupt': (): Sentences => [$localize`The file is damaged.`],
  'file-timeout': (): Sentences => [$localize`Reading it took too long.`],
  'file-too-large': (): Sentences => [$localize`Reading it took too much memory.`],
  'file-unreadable': (): Sentences => [$localize`The file cannot be read: is that permitted, and is its disk well?`],
  'ffmpeg-missing': (): Sentences => [
    $localize`ffmpeg was not found.`,
    $localize`Formats that the browser cannot play, and songs and chapters that are parts of a file, need it: install it and start Pyxis again.`,
  ],
  'ffmpeg-broken': (): Sentences => [$localize`ffmpeg is there but does not run.`],
  'month-used-up': (): Sentences => [
    $localize`What may be fetched this month is nearly used up: what is missing waits for the next one.`,
  ],
  'no-room-at-home': (): Sentences => [
    $localize`There is no room for all of it: albums may take four fifths of streaming.cache.remoteMaxSize.`,
    $localize`Raise it, or keep less.`,
  ],
  'scrobbling-off': (): Sentences => [$localize`Switched off in the configuration, under “scrobbling”.`],
  'scrobbling-no-token': (): Sentences => [
    $localize`No token: give the one from your profile there as PYXIS_LISTENBRAINZ_TOKEN.`,
  ],
  'scrobbling-token-refused': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: does not accept the token.`,
    $localize`Give the one from your profile there as PYXIS_LISTENBRAINZ_TOKEN, or by a file.`,
  ],
  'scrobbling-no-keys': (): Sentences => [
    $localize`Needs an API key of your own with its shared secret: PYXIS_LASTFM_API_KEY and PYXIS_LASTFM_SHARED_SECRET.`,
  ],
  'scrobbling-key-refused': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: does not accept the API key or its shared secret.`,
    $localize`Look at PYXIS_LASTFM_API_KEY and PYXIS_LASTFM_SHARED_SECRET.`,
  ],
  'scrobbling-not-connected': (facts: Facts): Sentences => [
    $localize`Not connected with an account of ${serviceOf(facts)}:service: yet.`,
  ],
  'scrobbling-reconnect': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: does not let Pyxis in any more.`,
    $localize`Connect it again.`,
  ],
  'scrobbling-enough-today': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: takes no more today.`,
  ],
  'scrobble-nameless': (): Sentences => [$localize`Its artist or title is not known.`],
  'scrobble-artist-left-out': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: leaves out this artist.`,
  ],
  'scrobble-track-left-out': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: leaves out this track.`,
  ],
  'scrobble-too-old': (facts: Facts): Sentences => [$localize`It is too old for ${serviceOf(facts)}:service:.`],
  'scrobble-wrong-time': (): Sentences => [
    $localize`Its time cannot be right.`,
    $localize`Look at the clock of the server.`,
  ],
  'scrobble-ignored': (facts: Facts): Sentences => [$localize`${serviceOf(facts)}:service: does not take it.`],
  'scrobble-unknown-song': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: does not know the song, so it takes no heart for it.`,
  ],
  'scrobble-no-hearts': (): Sentences => [$localize`This server takes no hearts.`],
  'scrobble-too-large': (facts: Facts): Sentences => [$localize`It is too large for ${serviceOf(facts)}:service:.`],
  'holding-saved-albums': (): Sentences => [
    $localize`Albums that you saved stay listed. What is nowhere else does not play any more.`,
  ],
  'holding-queued-tracks': (): Sentences => [$localize`Tracks of it in the queue are passed over.`],
  'holding-kept-audio': (): Sentences => [
    $localize`Sound that is kept at home goes as its room is needed. “Kept at home” lets it go at once.`,
  ],
  'holding-secrets': (): Sentences => [
    $localize`What lets Pyxis in there stays where you have put it, and is not used any more.`,
  ],
  'credential-pandora-password': (): Sentences => [
    $localize`the password of the account there. The setting sources.pandora.username holds its user name. Nothing is heard without both.`,
  ],
  'credential-ytmusic-cookies': (): Sentences => [
    $localize`cookies of somebody who has signed in there, for their likes, playlists and albums, and for what guests do not hear.`,
  ],
  'credential-soundcloud-token': (): Sentences => [
    $localize`the token of somebody who has signed in there (the cookie oauth_token), for what only subscribers hear.`,
  ],
  'playlist-only-a-part': (): Sentences => [
    $localize`Its source gave only a part of it.`,
    $localize`It stays as it was; Pyxis looks again later.`,
  ],
  internal: (): Sentences => [$localize`Something went wrong on the server. Its log says what.`],
} as const;
