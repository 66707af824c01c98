import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, identityKey, searchWords, sortKey } from './fold.js';

describe('fold', () => {
  it.each([
    ['Röyksopp', 'royksopp'],
    ['Mø', 'mo'],
    ['Sigur Rós', 'sigur ros'],
    ['Æther', 'aether'],
    ['Łódź', 'lodz'],
    ['Straße', 'strasse'],
    ['Ｆｕｌｌｗｉｄｔｈ', 'fullwidth'],
    ['Ёлка', 'елка'],
    ['Βαγγέλης', 'βαγγελης'],
    ['𝓐lbum', 'album'],
  ])('reads %s as %s', (name, folded) => expect(fold(name)).toBe(folded));

  it('keeps marks that make another letter in scripts of their own', () => {
    expect(fold('が')).not.toBe(fold('か'));
    expect(fold('हिन्दी')).toBe('हिन्दी'.normalize('NFC'));
  });

  it('changes nothing when done twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('identityKey', () => {
  it('tells names in other scripts apart', () => {
    expect(identityKey('東京事変')).not.toBe(identityKey('Кино'));
    expect(identityKey('Led Zeppelin II')).not.toBe(identityKey('Led Zeppelin III'));
  });

  it('takes spellings of one name as one', () => {
    expect(identityKey('Simon & Garfunkel')).toBe(identityKey('simon and  garfunkel'));
    expect(identityKey('Beyoncé')).toBe(identityKey('BEYONCE'));
  });

  it('has something to say of names without letters', () => {
    expect(identityKey('!!!')).toBe('!!!');
    expect(identityKey('÷')).not.toBe('');
  });
});

describe('sortKey', () => {
  it('passes over a leading article, but not over all there is', () => {
    expect(sortKey('The Beatles')).toBe('beatles');
    expect(sortKey('A Tribe Called Quest')).toBe('tribe called quest');
    expect(sortKey('The The')).toBe('the');
    expect(sortKey('The')).toBe('the');
  });
});

describe('searchWords', () => {
  it('finds initials in both forms', () => {
    expect(searchWords('T.N.T.')).toBe('t n t tnt');
    expect(searchWords('R.E.M. live')).toBe('r e m live rem');
  });

  it.each([
    ['R.E.M. 9 a.b c1', 'R.É.M. 9 à.b c1'],
    ['AC/DC_2 x.', 'ÁC/DC_2 x.'],
    ["Don't (T.N.T., live)", "Dön't (T.N.T., livé)"],
  ])('finds the same words in %s and in %s', (plain, accented) => {
    expect(searchWords(plain)).toBe(searchWords(accented));
    expect(sortKey(plain)).toBe(sortKey(accented));
    expect(identityKey(plain)).toBe(identityKey(accented));
  });

  it('takes scripts without spaces apart', () => {
    expect(searchWords('東京事変')).toBe('東 京 事 変');
    expect(searchWords('椎名林檎 & Band')).toBe('椎 名 林 檎 band');
  });
});
