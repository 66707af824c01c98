import type { ArtistCredit, ArtistRole, CollectedTrack } from '../collection.js';
import type { FieldName, TagFields } from '../../tags/index.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const FEATURING = /(?<=\s)[([]?(?:feat\.?|ft\.?|featuring)\s/i;
const TITLE_FEATURING = /[([](?:feat\.?|ft\.?|featuring)\s/i;
/** A performer with an instrument: “Jane Doe (violin)”. */
const INSTRUMENT = /^(?<name>.*\S)\s*\((?<instrument>[^()]*)\)$/;

const OTHER_ROLES: readonly (readonly [FieldName, ArtistRole])[] = [
  ['COMPOSER', 'composer'], ['LYRICIST', 'lyricist'], ['ARRANGER', 'arranger'], ['CONDUCTOR', 'conductor'],
  ['PERFORMER', 'performer'], ['PRODUCER', 'producer'], ['ENGINEER', 'engineer'], ['MIXER', 'mixer'],
  ['REMIXER', 'remixer'],
]; // prettier-ignore

type Artists = Pick<CollectedTrack, 'artist' | 'artists' | 'albumArtist' | 'albumArtists'>;

/** The artists of a track and of its album, one by one and as printed. */
export function artistsOf(fields: TagFields, title: string): Artists {
  const artist = joinNames(fields.all('ARTIST')) ?? joinNames(fields.all('ARTISTS'));
  const albumArtist = joinNames(fields.all('ALBUMARTIST')) ?? joinNames(fields.all('ALBUMARTISTS'));
  const credits = creditsOf(fields, 'ARTISTS', 'ARTIST', 'MUSICBRAINZ_ARTISTID', 'ARTISTSORT');
  credits.push(...guestNames(guestsIn(title)).map((name) => ({ name, role: 'featured' as const })));
  for (const [field, role] of OTHER_ROLES) {
    for (const value of fields.all(field)) {
      for (const part of value.split(';')) {
        const credit = role === 'performer' ? performer(part.trim()) : { name: part.trim(), role };
        if (credit.name !== '') credits.push(credit);
      }
    }
  }
  const albumCredits = creditsOf(fields, 'ALBUMARTISTS', 'ALBUMARTIST', 'MUSICBRAINZ_ALBUMARTISTID', 'ALBUMARTISTSORT');
  return {
    ...(artist === undefined ? {} : { artist }),
    artists: withoutRepetitions(credits),
    ...(albumArtist === undefined ? {} : { albumArtist }),
    albumArtists: withoutRepetitions(albumCredits),
  };
}

function performer(text: string): ArtistCredit {
  const { name = text, instrument = '' } = INSTRUMENT.exec(text)?.groups ?? {};
  const played = instrument.trim();
  return { name, role: 'performer', ...(played !== '' && { instrument: played }) };
}

/** What stands in the brackets of “(feat. …)”, empty where there are none. */
function guestsIn(title: string): string {
  const opened = TITLE_FEATURING.exec(title);
  if (!opened) return '';
  const inside = title.slice(opened.index + opened[0].length);
  const end = inside.search(/[)\]]/);
  return end === -1 ? '' : inside.slice(0, end);
}

/** Several values as one would print them. */
function joinNames(values: readonly string[]): string | undefined {
  if (values.length < 2) return values[0];
  return `${values.slice(0, -1).join(', ')} & ${values.at(-1) ?? ''}`;
}

/** The artists by their list if there is one, else as printed, told apart by “feat.” only: “AC/DC” is one artist. */
function creditsOf(
  fields: TagFields,
  list: FieldName,
  single: FieldName,
  ids: FieldName,
  sorts: FieldName,
): ArtistCredit[] {
  const text = fields.all(single);
  const idValues = fields.all(ids).flatMap((value) => value.split(/[/;,\s]+/)).filter((value) => UUID.test(value)); // prettier-ignore
  const names = splitList(fields.all(list), text, idValues.length);
  const credits: ArtistCredit[] = names.length > 0 ? byList(names, text) : text.flatMap(byPrint);
  const sortNames = fields.all(sorts);
  const main = credits.filter(({ role }) => role === 'main');
  return credits.map((credit, index) => {
    const id = idValues.length === credits.length ? idValues[index]?.toLowerCase() : undefined;
    const sortName =
      sortNames.length === credits.length
        ? sortNames[index]
        : main.length === 1 && credit.role === 'main' && !FEATURING.test(sortNames[0] ?? '')
          ? sortNames[0]
          : undefined;
    return {
      ...credit,
      ...(sortName === undefined ? {} : { sortName }),
      ...(id === undefined ? {} : { musicBrainzId: id }),
    };
  });
}

/**
 * The values of an `ARTISTS` field. ID3v2.3 has no lists, so taggers join them with “;” or “/”; a slash divides only
 * where the number of ids, or another joining word in the printed name, shows that it is one.
 */
function splitList(values: readonly string[], text: readonly string[], idCount: number): readonly string[] {
  const [only] = values;
  if (values.length !== 1 || only === undefined) return values;
  if (only.includes(';')) return parts(only, ';');
  const bySlash = parts(only, '/');
  if (bySlash.length < 2) return values;
  const isShown = text.length === 1 && text[0] !== only && bySlash.every((name) => text[0]?.includes(name));
  return isShown || bySlash.length === idCount ? bySlash : values;
}

const parts = (text: string, divider: string): string[] =>
  text.split(divider).map((part) => part.trim()).filter((part) => part !== ''); // prettier-ignore

/** Who is named behind “feat.” in the printed form is a guest. */
function byList(names: readonly string[], text: readonly string[]): ArtistCredit[] {
  const print = text.length === 1 ? (text[0] ?? '') : '';
  const guestsAt = FEATURING.exec(print)?.index ?? Infinity;
  const credits = names.map((name): ArtistCredit => {
    const at = print.indexOf(name);
    return { name, role: at > guestsAt && at !== -1 ? 'featured' : 'main' };
  });
  return [...credits.filter(({ role }) => role === 'main'), ...credits.filter(({ role }) => role !== 'main')];
}

function byPrint(text: string): ArtistCredit[] {
  const found = FEATURING.exec(text);
  const name = text.slice(0, found?.index).trim();
  if (!found || name === '') return [{ name: text, role: 'main' }];
  const guests = text.slice(found.index + found[0].length).replace(/[)\]]$/, '');
  return [{ name, role: 'main' }, ...guestNames(guests).map((name) => ({ name, role: 'featured' as const }))];
}

/** Guests come in lists: here a comma or “&” divides, though a band among them would be taken apart. */
const guestNames = (text: string): string[] =>
  text.split(/,\s*(?:(?:and|&)\s)?|\s(?:and|&)\s/i).map((name) => name.trim()).filter((name) => name !== ''); // prettier-ignore

/** Who is named twice in one part is one, with all that they play. */
function withoutRepetitions(credits: readonly ArtistCredit[]): readonly ArtistCredit[] {
  if (credits.length < 2) return credits;
  const distinct = new Map<string, ArtistCredit>();
  for (const credit of credits) {
    const kind = credit.role === 'featured' ? 'main' : credit.role; // a main artist needs no second mention as a guest
    const key = `${kind} ${credit.name.toLowerCase()}`;
    const known = distinct.get(key);
    distinct.set(key, known ? withInstrument(known, credit.instrument) : credit);
  }
  return [...distinct.values()];
}

function withInstrument(credit: ArtistCredit, other: string | undefined): ArtistCredit {
  const { instrument: own } = credit;
  if (other === undefined || own?.split(', ').includes(other)) return credit;
  return { ...credit, instrument: own === undefined ? other : `${own}, ${other}` };
}
