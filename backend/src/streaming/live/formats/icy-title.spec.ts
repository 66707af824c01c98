import { describe, expect, it } from 'vitest';
import { readIcyBlock } from './icy-title.js';
import type { TitleContext } from './live-title.js';

/** @returns the text; `none` where nobody knows a title; undefined where the block says nothing of titles */
function textOf(block: string | Buffer, context?: TitleContext): string | undefined {
  const news = readIcyBlock(typeof block === 'string' ? Buffer.from(block) : block, context);
  return news && (news.title?.text ?? 'none');
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** With a title that has a mark of its order. */
const wide = (title: string): Buffer =>
  Buffer.concat([latin("StreamTitle='"), Buffer.from(`\ufeff${title}`, 'utf16le'), latin("';")]);

describe('a block of metadata', () => {
  it.each<[string, string | Buffer, string | undefined]>([
    ['is padded', "StreamTitle='A - B';\0\0\0\0", 'A - B'],
    ['has an apostrophe in its title', "StreamTitle='Guns N' Roses - Don't Cry';StreamUrl='';", "Guns N' Roses - Don't Cry"],
    ['has the end of a value in its title', "StreamTitle='It';s - Odd';StreamUrl='http://a/';", "It';s - Odd"],
    ['has its key in another place', "StreamUrl='http://a/?b=';StreamTitle='A - B';", 'A - B'],
    ['has its key in other letters', "streamtitle='A - B';", 'A - B'],
    ['does not end', "StreamTitle='A - B", 'A - B'],
    ['ends without a semicolon', "StreamTitle='A - B'\0\0", 'A - B'],
    ['has double quotation marks', 'StreamTitle="A - B";\0', 'A - B'],
    ['has blanks and control characters', "StreamTitle='  A \t-  B\x01 ';", 'A - B'],
    ['has entities', "StreamTitle='Simon &amp; Garfunkel - &quot;Cecilia&#39;&quot; &eacute;';", 'Simon & Garfunkel - "Cecilia\'" &eacute;'],
    ['has entities of entities', "StreamTitle='A - &amp;amp;';", 'A - &amp;'],
    ['is empty', "StreamTitle='';", 'none'],
    ['is a dash', "StreamTitle=' - ';", 'none'],
    ['has no artist', "StreamTitle=' - Only a title';", 'Only a title'],
    ['has no title', "StreamTitle='Only an artist - ';", 'Only an artist'],
    ['has no title behind a long dash', "StreamTitle='Only an artist – ';", 'Only an artist'],
    ['has no key', "StreamUrl='http://a/';", undefined],
    ['is rubbish', Buffer.from([0xff, 0xfe, 0x00, 0x80]), undefined],
    ['is an advertisement', "StreamTitle='Buy - This';adw_ad='true';durationMilliseconds='30000';", 'none'],
    ['is an advertisement of another make', "StreamTitle='Buy - This';insertionType='midroll';", 'none'],
    ['has a duration and is none', "StreamTitle='A - B';durationMilliseconds='200000';", 'A - B'],
    ['has an empty place of insertion', "StreamTitle='A - B';insertionType='';", 'A - B'],
    ['is a record', String.raw`StreamTitle='title="Harbour Lights",artist="NIGHT FERRY",url="song_spot=\"F\" MediaBaseId=\"1\""';`, 'NIGHT FERRY - Harbour Lights'],
    ['is a record behind its artist', `StreamTitle='Night Ferry - text="Harbour Lights" song_spot="M" spotInstanceId="-1"';`, 'Night Ferry - Harbour Lights'],
    ['is a record of a spot', `StreamTitle=' - text="Spot Block End" song_spot="T"';`, 'none'],
    ['is a record of a spot, inside', String.raw`StreamTitle='title="Buy",artist="This",url="song_spot=\"T\""';`, 'none'],
    ['is a record without a title', `StreamTitle='artist="A",url="http://a/"';`, 'none'],
    ['is a record cut off', `StreamTitle='title="Harbour Li`, 'Harbour Li'],
    ['is a record in JSON', `StreamTitle='{"artist":"Night Ferry","title":"Harbour Lights","length":200}';StreamUrl='';`, 'Night Ferry - Harbour Lights'],
    ['is a record in JSON, cut off', `StreamTitle='{"artist":"Night Ferry","tit`, 'none'],
    ['is a record as an address has it', "StreamTitle='artist=Night+Ferry&title=Harbour%20Lights&album=';", 'Night Ferry - Harbour Lights'],
    ['has brackets and is no record', "StreamTitle='{Awayland} - Villagers & Friends';", '{Awayland} - Villagers & Friends'],
    ['is a sign for other servers', "StreamTitle='STOP ADBREAK ADID=17 - x';", 'none'],
    ['knows neither artist nor title', "StreamTitle='Unknown Artist - Unknown';", 'none'],
    ['tells how long it plays', "StreamTitle='A - B [03:21]';", 'A - B'],
    ['is in windows-1252', latin("StreamTitle='\x93hi\x94 \x96 caf\xe9';"), '“hi” – café'],
    ['is in UTF-8, cut off', Buffer.concat([Buffer.from("StreamTitle='Beyoncé - Café"), Buffer.from([0xe2, 0x80]), Buffer.from("';")]), 'Beyoncé - Café'],
    ['is in windows-1252, with a last letter that could begin another', latin("StreamTitle='Caf\xe9';"), 'Café'],
    ['is in UTF-8', "StreamTitle='“hi” – café';", '“hi” – café'],
    ['has a title in UTF-16', wide('Кино - Группа крови'), 'Кино - Группа крови'],
    ['has a plain title in UTF-16 without a mark', Buffer.concat([latin("StreamTitle='"), Buffer.from('Kino - Blood Type', 'utf16le'), latin("';StreamUrl='';")]), 'Kino - Blood Type'],
    ['is all in UTF-16', Buffer.from("\ufeffStreamTitle='Кино - Группа крови';StreamUrl='';\0\0", 'utf16le'), 'Кино - Группа крови'],
    ['is all in UTF-16 of the other order, without a mark', Buffer.from("StreamTitle='Kino - Blood Type';", 'utf16le').swap16(), 'Kino - Blood Type'],
    ['has characters as numbers', "StreamTitle='Bj&#246;rk - J&#xF3;ga &#8211; &#150; &#0; &#99999999;';", 'Björk - Jóga – – &#0; &#99999999;'],
    ['is as long as a block can be', `StreamTitle='A - ${'b'.repeat(4_061)}';`, `A - ${'b'.repeat(996)}`],
    ['has the end of a value and a quotation mark in its title', "StreamTitle='Rock 'n' Roll';' - Odd';StreamUrl='';", "Rock 'n' Roll';' - Odd"],
    ['marks an advertisement behind it', "StreamTitle='Fake Cola - Drink it [ad]';", 'none'],
    ['has a title that only begins with one', "StreamTitle='The Band - Ad Astra (Advert Mix)';", 'The Band - Ad Astra (Advert Mix)'],
  ])('that %s', (_, block, expected) => {
    expect(textOf(block)).toBe(expected);
  }); // prettier-ignore

  it('is decoded as the station is set', () => {
    const block = latin("StreamTitle='Katona Kl\xe1ri - Vir\xe1gh \xf5';");
    expect(textOf(block, { charset: 'iso-8859-2' })).toBe('Katona Klári - Virágh ő');
    expect(textOf(block, { charset: 'no-such-charset' })).toBe('Katona Klári - Virágh õ');
    expect(textOf(latin("StreamTitle='\x93hi\x94';"), { charset: 'ISO-8859-1' })).toBe('“hi”');
  });

  it('that says ISO-8859-1 and is windows-1252 has each of its twenty-seven characters', () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, n) => 0x80 + n)).filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)); // prettier-ignore
    expect(bytes).toHaveLength(27);
    const block = Buffer.concat([latin("StreamTitle='"), bytes, latin("';")]);
    for (const charset of [undefined, 'ISO-8859-1', 'latin1', 'csisolatin1', 'us-ascii', 'windows-1252']) {
      expect(textOf(block, charset === undefined ? {} : { charset })).toBe('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
    }
    const row = Buffer.from([0x93, 0x68, 0x69, 0x94, 0x20, 0x96]);
    expect(textOf(Buffer.concat([latin("StreamTitle='"), row, latin("';")]))).toBe('“hi” –');
    expect(textOf(Buffer.concat([latin("StreamTitle='A - "), row, latin("';")]))).toBe('A - “hi” –');
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['A - B', 'A', 'B'],
    ['A – B', 'A', 'B'],
    ['A - B - C', 'A', 'B - C'],
    ['A-Ha - Take On Me', 'A-Ha', 'Take On Me'],
    ['No separator', undefined, undefined],
    ['Dash at the end -', undefined, undefined],
    ['Fake FM - The best of today', undefined, undefined],
    ['FAKE-FM - The best of today', undefined, undefined],
    ['10:00 - News', undefined, undefined],
    ['www.fake.fm - Tune in', undefined, undefined],
    ['? - B', undefined, undefined],
  ])('“%s” is by %s', (text, artist, title) => {
    const news = readIcyBlock(Buffer.from(`StreamTitle='${text}';`), { stationNames: ['Fake FM – 128k', 'Fake FM'] });
    expect(news?.title).toEqual({ text: text.replace(/ -$/, ''), ...(artist !== undefined && { artist, title }) }); // prettier-ignore
  });

  it('is never longer than a thousand characters', () => {
    expect(textOf(`StreamTitle='${'ä'.repeat(2_000)}';`)).toHaveLength(1_000);
  });
});
