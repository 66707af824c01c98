import { textOf } from './facts';
import { datesWith } from '../formats';
import type { Facts, Sentences } from './server-words';

const byItself = (): string => $localize`Nothing is to be done: it is asked again by itself.`;
const newer = (): string => $localize`If it stays so, look for a newer Pyxis.`;
const account = (): string =>
  $localize`Look at the account at pandora.com, then press “Try now” on the page of the sources.`;
const otherVersion = (): string => $localize`Play another version of it, or go on.`;
const cookies = (): string =>
  $localize`Only who has signed in may hear it: give Pyxis cookies of an account that may (Sources says how), or go on.`;
const updateProgram = (): string => $localize`Bring yt-dlp up to date.`;
const dayInFull = datesWith({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What single sources have against a call, or a song. */
export const SOURCE_SENTENCES = {
  'pandora-not-signed-in': (): Sentences => [
    $localize`Pyxis has no account at Pandora to listen with.`,
    $localize`Set sources.pandora.username, and give its password as the secret pandora-password.`,
  ],
  'pandora-sign-in-refused': (): Sentences => [
    $localize`Pandora does not let Pyxis sign in.`,
    $localize`There are three causes: the user name or the password is wrong; the address of the server is not in the United States or belongs to a VPN; or Pandora does not know the client that sources.pandora.userAgent names. “Try now” on the page of the sources tries once more.`,
  ],
  'pandora-wrong-password': (): Sentences => [
    $localize`Pandora does not accept the user name and the password.`,
    $localize`Check sources.pandora.username and the secret pandora-password. Pyxis does not sign in again before one of them is another: an account is locked after several wrong tries.`,
  ],
  'pandora-session-ended': (): Sentences => [
    $localize`Pandora has ended the session that Pyxis had just begun.`,
    $localize`Pyxis signs in again in a moment. If it stays so, something else may use the same account.`,
  ],
  'pandora-signing-in': (): Sentences => [
    $localize`Pyxis has tried to sign in at Pandora a moment ago, and waits before it does so again.`,
    byItself(),
  ],
  'pandora-clock': (): Sentences => [$localize`Pandora takes the time that Pyxis tells for wrong.`, newer()],
  'pandora-internal': (): Sentences => [
    $localize`Pandora is not answering: it has a fault of its own, or had enough for now.`,
    byItself(),
  ],
  'pandora-maintenance': (): Sentences => [$localize`Pandora is under maintenance.`, byItself()],
  'pandora-bad-call': (): Sentences => [
    $localize`Pandora does not understand what Pyxis asked.`,
    $localize`Try it again in a few minutes. If it stays so, look for a newer Pyxis.`,
  ],
  'pandora-not-secure': (): Sentences => [
    $localize`Pandora answers this by an encrypted connection only.`,
    $localize`Look at sources.pandora.baseUrl: it has to begin with https://.`,
  ],
  'pandora-too-old': (): Sentences => [
    $localize`Pandora does not speak this version of its protocol any more.`,
    $localize`Pyxis needs an update.`,
  ],
  'pandora-country': (): Sentences => [
    $localize`Pandora is available in the United States only.`,
    $localize`The address of the server has to be there. If it is, its provider may be taken for a VPN.`,
  ],
  'pandora-read-only': (): Sentences => [
    $localize`Pandora takes no changes at the moment. Music plays.`,
    $localize`Try it again later.`,
  ],
  'pandora-may-not-listen': (): Sentences => [
    $localize`This Pandora account may not listen. Its subscription may have ended or be paused.`,
    account(),
  ],
  'pandora-too-many-stations': (): Sentences => [
    $localize`This Pandora account has as many stations as it may have.`,
    $localize`Delete a station first.`,
  ],
  'pandora-no-such-station': (): Sentences => [
    $localize`Pandora has no such station.`,
    $localize`Look at the list of stations again.`,
  ],
  'pandora-not-yours': (): Sentences => [
    $localize`Pandora does not allow this, as it does for a station that somebody else has made.`,
    $localize`Make the station your own first.`,
  ],
  'pandora-client-refused': (): Sentences => [
    $localize`Pandora refused this kind of client.`,
    $localize`Look at sources.pandora.partner and sources.pandora.userAgent, if they are set; else look for a newer Pyxis.`,
  ],
  'pandora-explicit-pin': (): Sentences => [
    $localize`This Pandora account guards its filter of explicit songs by a PIN.`,
    $localize`Change it at pandora.com.`,
  ],
  'pandora-profile': (): Sentences => [
    $localize`Pandora does not accept the profile of this account.`,
    $localize`Look at zip code, year of birth and gender in the settings of the account at pandora.com.`,
  ],
  'pandora-last-seed': (): Sentences => [
    $localize`A station needs something that it began with: its last seed cannot be removed.`,
    $localize`Add another one first, or delete the station.`,
  ],
  'pandora-limit': (): Sentences => [
    $localize`This Pandora account has heard as much as it may.`,
    $localize`Its trial or its day is over: go on tomorrow, or look at the account at pandora.com.`,
  ],
  'pandora-too-often': (): Sentences => [
    $localize`Pandora gives this station no songs for now: it was asked too often, or something that it began with is gone.`,
    $localize`It is asked again by itself. Other stations go on.`,
  ],
  'pandora-mode-not-set': (): Sentences => [
    $localize`Pandora did not take the way of choosing songs.`,
    $localize`Try another one.`,
  ],
  'pandora-unknown': (): Sentences => [
    $localize`Pandora refuses this by a code that Pyxis does not know.`,
    $localize`Try it again in a few minutes. If it stays so, look for a newer Pyxis.`,
  ],
  expired: (): Sentences => [
    $localize`Pandora lets a song be heard for about an hour after it has chosen it, and that is over.`,
    $localize`Play its station: it goes on with fresh songs.`,
  ],
  'ytmusic-not-signed-in': (): Sentences => [
    $localize`YouTube Music answers as it answers a guest, though it was given cookies.`,
    $localize`Take them anew from a private window of a browser, and close that. Where several accounts are signed in there, set sources.ytmusic.account; look at the clock of the server, too.`,
  ],
  'ytmusic-bot-check': (): Sentences => [
    $localize`YouTube takes this server for a robot.`,
    $localize`It is left alone for half an hour, and then tried again.`,
  ],
  'ytmusic-rate-limited': (): Sentences => [$localize`YouTube has had enough of this server for now.`, byItself()],
  'ytmusic-age-restricted': (): Sentences => [$localize`This song is for adults who have signed in.`, cookies()],
  'ytmusic-geo-blocked': (): Sentences => [$localize`This song is not to be heard in this country.`, otherVersion()],
  'ytmusic-members-only': (): Sentences => [$localize`This song is for members of its channel.`, otherVersion()],
  'ytmusic-premium-only': (): Sentences => [$localize`This song is for those who pay for YouTube Music.`, cookies()],
  'ytmusic-private': (): Sentences => [$localize`This song is private.`, otherVersion()],
  'ytmusic-not-yet': (): Sentences => [$localize`This song is not out yet.`],
  'ytmusic-program-missing': (): Sentences => [
    $localize`yt-dlp, which finds out where the sound of YouTube Music lies, is not there or does not start.`,
    $localize`Install it, or name it by sources.ytmusic.ytDlp; “pyxis doctor” says more.`,
  ],
  'ytmusic-program-too-old': (): Sentences => [
    $localize`yt-dlp is too old, or was given an argument that it does not know.`,
    $localize`Bring it up to date, and look at sources.ytmusic.ytDlpArguments; “pyxis doctor” says more.`,
  ],
  'ytmusic-no-runtime': (): Sentences => [
    $localize`yt-dlp has nothing to run JavaScript with.`,
    $localize`Run Pyxis with Node 22 or newer, or install deno 2.`,
  ],
  'ytmusic-solver': (): Sentences => [
    $localize`yt-dlp cannot work out the addresses that YouTube gives.`,
    updateProgram(),
  ],
  'ytmusic-cookies-stale': (): Sentences => [
    $localize`The cookies that Pyxis was given do not hold any more.`,
    $localize`Take them anew from a private window of a browser, and close that.`,
  ],
  'ytmusic-cut-off': (): Sentences => [
    $localize`YouTube gives the sound of this song no further.`,
    $localize`Play it again in ten minutes, or go on. If it stays so, bring yt-dlp up to date.`,
  ],
  'ytmusic-no-formats': (): Sentences => [$localize`YouTube gives no address of the sound.`, byItself()],
  'ytmusic-removed': (): Sentences => [$localize`This song is not there any more.`, otherVersion()],
  'ytmusic-network': (): Sentences => [
    $localize`YouTube cannot be reached.`,
    $localize`It is tried again by itself. If it stays so, look at the network of the server, and at its clock.`,
  ],
  'ytmusic-sign-in': (): Sentences => [$localize`YouTube wants to know who is asking.`, cookies()],
  'ytmusic-extractor': (): Sentences => [
    $localize`What reads the pages of YouTube does not understand them any more.`,
    $localize`Bring yt-dlp up to date. If it is, look for a newer Pyxis.`,
  ],
  'soundcloud-not-in-country': (): Sentences => [$localize`Not available in your country.`, otherVersion()],
  'soundcloud-preview-only': (): Sentences => [
    $localize`Preview only: the whole song needs SoundCloud Go+.`,
    $localize`Who subscribes there gives Pyxis the token of the account (Sources says how); else go on.`,
  ],
  'soundcloud-protected': (): Sentences => [
    $localize`Copy-protected on SoundCloud.`,
    $localize`Only the programs of SoundCloud play it. Play another version of it, or go on.`,
  ],
  'soundcloud-nothing': (): Sentences => [
    $localize`SoundCloud has no sound of this track.`,
    $localize`Go on; it may come later.`,
  ],
  'soundcloud-gone': (): Sentences => [$localize`Not on SoundCloud any more.`],
  'soundcloud-token-refused': (): Sentences => [
    $localize`SoundCloud does not accept the token, and takes Pyxis for a guest.`,
    $localize`Sign in there again, and put the new value of the cookie oauth_token into the secret soundcloud-token.`,
  ],
  'bandcamp-not-streamable': (): Sentences => [$localize`Not streamable; buy it on Bandcamp.`],
  'bandcamp-plays-used-up': (): Sentences => [$localize`Free plays used up; buy it on Bandcamp.`],
  'bandcamp-not-out-yet': ({ outAtMs }: Facts): Sentences => [
    typeof outAtMs === 'number' ? $localize`Out on ${dayInFull(outAtMs)}:day:.` : $localize`This song is not out yet.`,
  ],
  'folder-absent': ({ name }: Facts): Sentences => [
    $localize`Folder ${textOf(name)}:folder: is not there: is the disk mounted?`,
  ],
  'folder-empty': ({ name }: Facts): Sentences => [
    $localize`Folder ${textOf(name)}:folder: is suddenly empty: is the disk mounted?`,
  ],
  'folder-unreadable': ({ name }: Facts): Sentences => [
    $localize`Folder ${textOf(name)}:folder: cannot be read: may Pyxis read it, and is its disk well?`,
  ],
  'no-folder': ({ name }: Facts): Sentences => [$localize`${textOf(name)}:folder: is not a folder.`],
} as const;
