/** A colour as people see it: lightness 0 to 1, chroma 0 to about 0.4, hue in degrees. */
export interface Oklch {
  lightness: number;
  chroma: number;
  hue: number;
}

/** The accent on each theme's ground, and two deep tones for the ground of the now-playing view. */
export interface CoverColours {
  onDark: string;
  onLight: string;
  hue: number;
  chroma: number;
}

/** WCAG 2.2 AA for text. */
const MIN_CONTRAST = 4.5;
/** The lightest dark ground and the darkest light ground that an accent stands on; tokens.css uses the same range. */
const DARK_GROUND = '#26211d';
const LIGHT_GROUND = '#f1ece4';
/** Rows that play lie on `--accent-soft`, which is so much of the accent. */
const SOFT = 0.14;
/** Below this a swatch is grey, and its hue says nothing. */
const LEAST_CHROMA = 0.035;

/** Colours to use beside a cover; absent when its swatches are all grey, so that the app's own accent stays. */
export function coverColours(swatches: readonly string[]): CoverColours | undefined {
  const candidates = swatches.map(toOklch).filter((colour) => colour !== undefined);
  const colour = candidates.find(({ chroma, lightness }) => chroma >= LEAST_CHROMA && lightness > 0.12);
  if (!colour) return undefined;
  const chroma = Math.min(Math.max(colour.chroma, 0.09), 0.17);
  return {
    onDark: readableOn(DARK_GROUND, { ...colour, chroma, lightness: Math.max(colour.lightness, 0.72) }, SOFT),
    onLight: readableOn(LIGHT_GROUND, { ...colour, chroma, lightness: Math.min(colour.lightness, 0.52) }, SOFT),
    hue: Math.round(colour.hue),
    chroma: Math.min(chroma, 0.1),
  };
}

/**
 * The nearest lightness of that hue at which it can be read on `ground` (`#rrggbb`), as `#rrggbb`.
 * @param ownShare how much of itself lies over that ground, from 0 to 1
 */
export function readableOn(ground: string, colour: Oklch, ownShare = 0): string {
  const step = luminance(ground) < 0.2 ? 0.01 : -0.01;
  let { lightness } = colour;
  let hex = toHex({ ...colour, lightness });
  while (contrast(hex, laidOver(ground, hex, ownShare)) < MIN_CONTRAST && lightness >= 0 && lightness <= 1) {
    lightness += step;
    hex = toHex({ ...colour, lightness });
  }
  return hex;
}

/** A ground with a colour over it that lets the rest through, as a screen mixes them. @param share from 0 to 1 */
export function laidOver(ground: string, hex: string, share: number): string {
  const part = (from: string, at: number): number => parseInt(from.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(ground, at) * (1 - share) + part(hex, at) * share));
  return `#${mixed.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** WCAG contrast of two colours `#rrggbb`: 1 (equal) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** @returns undefined when it is not `#rrggbb` */
export function toOklch(hex: string): Oklch | undefined {
  const rgb = toLinear(hex);
  if (!rgb) return undefined;
  // Björn Ottosson's OKLab: https://bottosson.github.io/posts/oklab/
  const [r, g, b] = rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(bb, a) * 180) / Math.PI;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bb),
    hue: hue < 0 ? hue + 360 : hue,
  };
}

/** As `#rrggbb`; chroma that a screen cannot show is taken back until it can. */
export function toHex(colour: Oklch): string {
  const lightness = Math.min(Math.max(colour.lightness, 0), 1);
  for (let { chroma } = colour; ; chroma = Math.max(0, chroma - 0.005)) {
    const rgb = toLinearRgb({ ...colour, lightness, chroma });
    if (chroma === 0 || rgb.every((part) => part >= -0.0005 && part <= 1.0005)) {
      return `#${rgb.map(toHexPart).join('')}`;
    }
  }
}

function toLinearRgb({ lightness, chroma, hue }: Oklch): [number, number, number] {
  const radians = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(radians);
  const b = chroma * Math.sin(radians);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toHexPart(linear: number): string {
  const part = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  const byte = Math.round(Math.min(Math.max(part, 0), 1) * 255);
  return byte.toString(16).padStart(2, '0');
}

function toLinear(hex: string): [number, number, number] | undefined {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex);
  if (!match) return undefined;
  const [r, g, b] = match.slice(1).map((pair) => {
    const part = parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return [r, g, b];
}

function luminance(hex: string): number {
  const [r, g, b] = toLinear(hex) ?? [0, 0, 0];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
