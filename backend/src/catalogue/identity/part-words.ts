import { phraseOf } from './words.js';

/**
 * Words that announce a number, by what they count. The kinds stay apart (“Vol. 2” is not “No. 2”), but for parts: a
 * part is printed as “Part 2”, “Pt. II” or only “2”.
 */
export const PART_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    part: [
      'part',
      'parts',
      'pt',
      'pts',
      'teil',
      'parte',
      'partes',
      'parti',
      'partie',
      'parties',
      'deel',
      'del',
      'osa',
      'czesc',
      'часть',
      'части',
      'ч',
      'частина',
      'パート',
      'μεροσ',
      'bolum',
      'חלק',
      'الجزء',
    ],
    vol: ['vol', 'vols', 'volume', 'volumes', 'volumen', 'volym', 'том', 'выпуск'],
    no: ['no', 'nr', 'nos', 'num', 'number', 'numero', 'nummer', '#', 'n'],
    chapter: ['chapter', 'ch', 'chapitre', 'kapitel', 'capitulo', 'capitolo', 'глава'],
    act: ['act', 'acte', 'akt', 'atto', 'acto'],
    scene: ['scene', 'szene', 'scena'],
    book: ['book', 'livre', 'libro'],
    movement: ['mvt', 'movement', 'mov', 'satz', 'mouvement', 'movimento', 'movimiento'],
    episode: ['episode', 'ep'],
    disc: ['disc', 'cd', 'disk'],
    phase: ['phase'],
    season: ['season'],
  }).flatMap(([kind, words]) => words.map((word) => [phraseOf(word), kind] as const)),
);

/** Words of their own besides, so that they count only with a full stop or before digits: “No One”, “Ch. 2”, “Del Rey”. */
export const NEED_DIGITS = new Set(['no', 'n', 'ch', 'del', 'ep', 'mov', 'number', 'ч', 'act', 'book', 'num']);
