/** The genre numbers of ID3v1 with the Winamp additions, in their order. */
const NUMBERED_GENRES = (
  'Blues|Classic Rock|Country|Dance|Disco|Funk|Grunge|Hip-Hop|Jazz|Metal|New Age|Oldies|Other|Pop|R&B|Rap|Reggae|Rock|' +
  'Techno|Industrial|Alternative|Ska|Death Metal|Pranks|Soundtrack|Euro-Techno|Ambient|Trip-Hop|Vocal|Jazz+Funk|Fusion|' +
  'Trance|Classical|Instrumental|Acid|House|Game|Sound Clip|Gospel|Noise|Alternative Rock|Bass|Soul|Punk|Space|' +
  'Meditative|Instrumental Pop|Instrumental Rock|Ethnic|Gothic|Darkwave|Techno-Industrial|Electronic|Pop-Folk|Eurodance|' +
  'Dream|Southern Rock|Comedy|Cult|Gangsta|Top 40|Christian Rap|Pop/Funk|Jungle|Native American|Cabaret|New Wave|' +
  'Psychedelic|Rave|Showtunes|Trailer|Lo-Fi|Tribal|Acid Punk|Acid Jazz|Polka|Retro|Musical|Rock & Roll|Hard Rock|Folk|' +
  'Folk-Rock|National Folk|Swing|Fast Fusion|Bebop|Latin|Revival|Celtic|Bluegrass|Avantgarde|Gothic Rock|' +
  'Progressive Rock|Psychedelic Rock|Symphonic Rock|Slow Rock|Big Band|Chorus|Easy Listening|Acoustic|Humour|Speech|' +
  'Chanson|Opera|Chamber Music|Sonata|Symphony|Booty Bass|Primus|Porn Groove|Satire|Slow Jam|Club|Tango|Samba|Folklore|' +
  'Ballad|Power Ballad|Rhythmic Soul|Freestyle|Duet|Punk Rock|Drum Solo|A Cappella|Euro-House|Dance Hall|Goa|' +
  'Drum & Bass|Club-House|Hardcore|Terror|Indie|BritPop|Afro-Punk|Polsk Punk|Beat|Christian Gangsta Rap|Heavy Metal|' +
  'Black Metal|Crossover|Contemporary Christian|Christian Rock|Merengue|Salsa|Thrash Metal|Anime|JPop|Synthpop|' +
  'Abstract|Art Rock|Baroque|Bhangra|Big Beat|Breakbeat|Chillout|Downtempo|Dub|EBM|Eclectic|Electro|Electroclash|Emo|' +
  'Experimental|Garage|Global|IDM|Illbient|Industro-Goth|Jam Band|Krautrock|Leftfield|Lounge|Math Rock|New Romantic|' +
  'Nu-Breakz|Post-Punk|Post-Rock|Psytrance|Shoegaze|Space Rock|Trop Rock|World Music|Neoclassical|Audiobook|' +
  'Audio Theatre|Neue Deutsche Welle|Podcast|Indie Rock|G-Funk|Dubstep|Garage Rock|Psybient'
).split('|');
const KNOWN = new Set(NUMBERED_GENRES.map((genre) => genre.toLowerCase()));
const REFERENCE = /^\((\d{1,3}|RX|CR)\)/;

/** The genre with this ID3v1 number. */
export function numberedGenre(number: number): string | undefined {
  return NUMBERED_GENRES[number];
}

/**
 * The genres in one text of an ID3 `TCON` frame or the like: “(17)(6)Grunge live”, “17”, “Rock; Pop”, “Rock/Pop”.
 * A slash only divides where both sides stand alone: “Singer/Songwriter” is one genre.
 */
export function genresIn(text: string): readonly string[] {
  const genres: string[] = [];
  let rest = text.trim();
  for (let found = REFERENCE.exec(rest); found && genres.length < 16; found = REFERENCE.exec(rest)) {
    genres.push(referencedGenre(found[1] ?? ''));
    rest = rest.slice(found[0].length).trim();
  }
  if (rest.startsWith('((')) rest = rest.slice(1); // an escaped bracket
  for (const part of rest.split(';')) {
    const pieces = part.split('/').map((piece) => piece.trim());
    const areGenres = part.includes(' / ') || pieces.every((piece) => KNOWN.has(piece.toLowerCase()));
    genres.push(
      ...(areGenres ? pieces : [part.trim()]).map((piece) =>
        /^\d{1,3}$/.test(piece) ? referencedGenre(piece) : piece,
      ),
    );
  }
  return genres.filter((genre) => genre !== '');
}

function referencedGenre(reference: string): string {
  if (reference === 'RX') return 'Remix';
  if (reference === 'CR') return 'Cover';
  return numberedGenre(Number(reference)) ?? '';
}
