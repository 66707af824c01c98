/** Most colours that are named. */
const MOST = 3;
/** Distance in OKLab from which two colours look clearly different. */
const CLEARLY_DIFFERENT = 0.12;
const NEAR_BLACK = 0.2;
const NEAR_WHITE = 0.94;
const COLOURFUL = 0.04;
/** Side of the cubes that pixels are sorted into. */
const CUBE = 0.06;

interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

interface Cube {
  count: number;
  l: number;
  a: number;
  b: number;
}

/**
 * The two or three most telling colours of a picture, as `#rrggbb`, best first: what there is much of, and among that
 * what is colourful. Near black, near white and grey only where there is nothing else.
 * @param rgb three bytes a pixel, sRGB
 */
export function swatchesOf(rgb: Uint8Array): string[] {
  const colours = cubesOf(rgb);
  const isTelling = ({ l, a, b }: Lab): boolean => l > NEAR_BLACK && l < NEAR_WHITE && Math.hypot(a, b) > COLOURFUL;
  // A few stray pixels are no colour of the cover.
  const enough = rgb.length / 3 / 200;
  const telling = colours.filter((colour) => isTelling(colour) && colour.count >= enough);
  const candidates = telling.length > 0 ? telling : colours;
  const weight = ({ count, a, b }: Lab & { count: number }): number => count * (0.05 + Math.hypot(a, b));
  candidates.sort((one, other) => weight(other) - weight(one));
  const chosen: Lab[] = [];
  for (const candidate of candidates) {
    if (chosen.length === MOST) break;
    if (chosen.every((other) => distance(candidate, other) >= CLEARLY_DIFFERENT)) chosen.push(candidate);
  }
  return chosen.map(hexOf);
}

function cubesOf(rgb: Uint8Array): (Lab & { count: number })[] {
  const cubes = new Map<string, Cube>();
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const { l, a, b } = labOf(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!);
    const name = [l, a, b].map((part) => Math.round(part / CUBE)).join(' ');
    const cube = cubes.get(name) ?? { count: 0, l: 0, a: 0, b: 0 };
    cube.count++;
    cube.l += l;
    cube.a += a;
    cube.b += b;
    cubes.set(name, cube);
  }
  return [...cubes.values()].map(({ count, l, a, b }) => ({ count, l: l / count, a: a / count, b: b / count }));
}

const distance = (one: Lab, other: Lab): number => Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b);

const linear = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const encoded = (value: number): string => {
  const clipped = Math.min(1, Math.max(0, value));
  const gamma = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(gamma * 255).toString(16).padStart(2, '0'); // prettier-ignore
};

/** Björn Ottosson, “A perceptual color space for image processing” (2020). */
function labOf(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    l: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  };
}

function hexOf({ l, a, b }: Lab): string {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short;
  const green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short;
  const blue = -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short;
  return `#${encoded(red)}${encoded(green)}${encoded(blue)}`;
}
