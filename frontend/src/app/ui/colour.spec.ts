import { contrast, coverColours, laidOver, readableOn, toHex, toOklch } from './colour';

describe('colour', () => {
  it('goes to OKLCH and back', () => {
    for (const hex of ['#ff0000', '#00ff00', '#0000ff', '#f2a07a', '#123456', '#ffffff', '#000000']) {
      const colour = toOklch(hex);
      expect(colour && toHex(colour)).toBe(hex);
    }
  });

  it('knows the contrast of black and white and of equals', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#777777')).toBe(1);
  });

  it('takes back chroma that a screen cannot show, and keeps the hue', () => {
    const hex = toHex({ lightness: 0.9, chroma: 0.4, hue: 150 });
    expect(toOklch(hex)?.hue).toBeCloseTo(150, -1);
    expect(toOklch(hex)?.chroma).toBeLessThan(0.3);
  });

  it('can be read on any ground', () => {
    for (const ground of ['#000000', '#26211d', '#f1ece4', '#ffffff']) {
      for (let hue = 0; hue < 360; hue += 15) {
        const hex = readableOn(ground, { lightness: 0.5, chroma: 0.15, hue });
        expect(contrast(hex, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('makes accents of any cover readable in both themes', () => {
    for (const swatch of ['#f6c945', '#1a0f3c', '#d7263d', '#0b6e4f', '#e8f1f2', '#7b2cbf']) {
      const colours = coverColours([swatch, '#c25b2a']);
      const { onDark = '', onLight = '' } = colours ?? {};
      for (const soft of [0, 0.14]) {
        expect(contrast(onDark, laidOver('#26211d', onDark, soft))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onLight, laidOver('#f1ece4', onLight, soft))).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('leaves the accent alone when a cover is grey or its colours are not understood', () => {
    expect(coverColours(['#808080', '#101010', '#fafafa'])).toBeUndefined();
    expect(coverColours(['red', ''])).toBeUndefined();
  });
});
