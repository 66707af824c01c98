import { phraseOf } from './words.js';

/**
 * Marks of catalogues of works, folded. Those of one letter (Deutsch, Köchel, Longo, Searle) are words and keys
 * besides and count only before a number.
 */
export const CATALOGUES: ReadonlyMap<string, string> = new Map([
  ['op', 'op'],
  ['opus', 'op'],
  ['opp', 'op'],
  ['ор', 'op'],
  ['соч', 'op'],
  ['bwv', 'bwv'],
  ['k', 'k'],
  ['kv', 'k'],
  ['kochel', 'k'],
  ['hob', 'hob'],
  ['hoboken', 'hob'],
  ['rv', 'rv'],
  ['hwv', 'hwv'],
  ['twv', 'twv'],
  ['woo', 'woo'],
  ['d', 'd'],
  ['deutsch', 'd'],
  ['s', 's'],
  ['l', 'l'],
  ['buxwv', 'buxwv'],
  ['wq', 'wq'],
  ['swv', 'swv'],
  ['kk', 'kk'],
  ['m', 'm'],
  ['sz', 'sz'],
  ['bb', 'bb'],
  ['trv', 'trv'],
  ['fwv', 'fwv'],
]);

/** Names of forms by language. Read only beside a catalogue number or a key, as “Concert” is a word elsewhere. */
export const FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    symphony: ['symphony', 'sinfonie', 'symphonie', 'sinfonia', 'sinfonía', 'симфония', 'symfonie', 'symphonia'],
    sonata: ['sonata', 'sonate', 'соната'],
    concerto: ['concerto', 'konzert', 'concierto', 'концерт'],
    piano: ['piano', 'klavier', 'pianoforte'],
    violin: ['violin', 'violine', 'violon', 'violino'],
    cello: ['cello', 'violoncello', 'violoncelle'],
    quartet: ['quartet', 'quartett', 'quatuor', 'quartetto', 'cuarteto'],
    string: ['string', 'strings', 'streich'],
    prelude: ['prelude', 'praludium', 'preludio', 'прелюдия'],
    fugue: ['fugue', 'fuge', 'fuga', 'фуга'],
    nocturne: ['nocturne', 'notturno', 'nocturno', 'ноктюрн'],
    waltz: ['waltz', 'walzer', 'valse', 'вальс', 'vals'],
    etude: ['etude', 'study', 'estudio'],
    mass: ['mass', 'messe', 'missa', 'misa'],
    suite: ['suite', 'сюита'],
    and: ['and', 'und', 'et', 'e', 'y', 'и'],
    for: ['for', 'fur', 'pour', 'per', 'para'],
  }).flatMap(([form, words]) => words.map((word) => [phraseOf(word), form] as const)),
);

/** Words of major and minor by language; German names its notes otherwise (B is B flat, H is B). */
export const MODES: ReadonlyMap<string, Mode> = new Map([
  ...modes('major', ['major', 'maj', 'majeur', 'maggiore', 'mayor', 'maior', 'мажор']),
  ...modes('minor', ['minor', 'min', 'mineur', 'minore', 'menor', 'минор']),
  ...modes('major', ['dur'], true),
  ...modes('minor', ['moll'], true),
]);

interface Mode {
  readonly mode: 'major' | 'minor';
  readonly isGerman: boolean;
}

function modes(mode: Mode['mode'], words: readonly string[], isGerman = false): (readonly [string, Mode])[] {
  return words.map((word) => [phraseOf(word), { mode, isGerman }] as const);
}

export const NOTES: ReadonlyMap<string, string> = new Map([
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((note) => [note, note] as const),
  ['do', 'c'],
  ['ut', 'c'],
  ['re', 'd'],
  ['mi', 'e'],
  ['fa', 'f'],
  ['sol', 'g'],
  ['la', 'a'],
  ['si', 'b'],
  ['до', 'c'],
  ['ре', 'd'],
  ['ми', 'e'],
  ['фа', 'f'],
  ['соль', 'g'],
  ['ля', 'a'],
  ['си', 'b'],
]);
export const GERMAN_NOTES: ReadonlyMap<string, string> = new Map([
  ['h', 'b'],
  ['b', 'b flat'],
  ['es', 'e flat'],
  ['as', 'a flat'],
  ['des', 'd flat'],
  ['ges', 'g flat'],
  ['ces', 'c flat'],
  ['cis', 'c sharp'],
  ['dis', 'd sharp'],
  ['fis', 'f sharp'],
  ['gis', 'g sharp'],
  ['ais', 'a sharp'],
]);
export const ACCIDENTALS: ReadonlyMap<string, string> = new Map([
  ...['sharp', '♯', '#', 'diese', 'diesis', 'sostenido', 'диез'].map((word) => [word, 'sharp'] as const),
  ...['flat', '♭', 'bemol', 'bemolle', 'бемоль'].map((word) => [word, 'flat'] as const),
]);
/** What stands before a key: “in C minor”, “en do mineur”. */
export const KEY_PREPOSITIONS = new Set(['in', 'en', 'em']);
