/** A drawn cover for music without art. */
export interface GeneratedCover {
  /** A picture as a data URL, square. */
  url: string;
  /** Of its ground, in degrees. */
  hue: number;
  /** Whether words on it are dark. */
  isLight: boolean;
}

/** What stands for a name without a picture: a letter on a ground. */
export interface GeneratedLetter {
  letter: string;
  /** As a CSS background. */
  ground: string;
  /** Whether the letter is dark. */
  isLight: boolean;
}

type Random = () => number;
interface Palette {
  ground: string;
  deep: string;
  bright: string;
  spark: string;
}
type Pattern = (random: Random, palette: Palette) => string;

const PATTERNS: readonly Pattern[] = [rings, waves, sun, blocks, stripes, petals];

/** The same title and artist always give the same picture; others give another hue, pattern and arrangement. */
export function generatedCover(title: string, artist: string): GeneratedCover {
  const random = seeded(hashOf(`${title}\u0000${artist}`));
  const hue = Math.floor(random() * 360);
  const isLight = random() < 0.35;
  const palette = paletteOf(hue, isLight, random);
  const pattern = PATTERNS[Math.floor(random() * PATTERNS.length)] ?? rings;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" preserveAspectRatio="xMidYMid slice">` +
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="${palette.ground}"/>` +
    `<stop offset="1" stop-color="${palette.deep}"/></linearGradient></defs>` +
    `<rect width="400" height="400" fill="url(#g)"/>${pattern(random, palette)}</svg>`;
  return { url: `data:image/svg+xml,${encodeURIComponent(svg)}`, hue, isLight };
}

/** The first letter of a name on a colour that is always the same for that name. */
export function generatedLetter(name: string): GeneratedLetter {
  const random = seeded(hashOf(name));
  const hue = Math.floor(random() * 360);
  const isLight = random() < 0.35;
  const { ground, deep } = paletteOf(hue, isLight, random);
  const letter = /[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0].toLocaleUpperCase('en') ?? '♪';
  return { letter, ground: `linear-gradient(135deg, ${ground}, ${deep})`, isLight };
}

function paletteOf(hue: number, isLight: boolean, random: Random): Palette {
  const other = (hue + (random() < 0.5 ? 35 : 165) + random() * 30) % 360;
  const [ground, deep, bright] = isLight ? [86, 78, 62] : [34, 22, 52];
  return {
    ground: `hsl(${hue} 42% ${ground}%)`,
    deep: `hsl(${Math.round(other)} 40% ${deep}%)`,
    bright: `hsl(${hue} 62% ${bright}%)`,
    spark: `hsl(${Math.round(other)} 72% ${isLight ? 52 : 66}%)`,
  };
}

function rings(random: Random, { bright, spark }: Palette): string {
  const [x, y] = [Math.round(120 + random() * 220), Math.round(40 + random() * 160)];
  const step = 16 + Math.round(random() * 14);
  const all = Array.from({ length: 12 }, (_, at) => {
    const isSpark = at === 3;
    return `<circle cx="${x}" cy="${y}" r="${(at + 1) * step}" fill="none" stroke="${isSpark ? spark : bright}" stroke-width="${isSpark ? 7 : 3}" opacity="${(0.95 - at * 0.06).toFixed(2)}"/>`;
  });
  return all.join('');
}

function waves(random: Random, { bright, spark }: Palette): string {
  const height = 18 + random() * 26;
  const shift = random() * 200;
  return Array.from({ length: 9 }, (_, at) => {
    const y = 40 + at * 26;
    const lift = (height * (1 - at / 12)).toFixed(1);
    const start = (-200 + shift - at * 14).toFixed(1);
    return `<path d="M${start} ${y}q50 -${lift} 100 0t100 0t100 0t100 0t100 0t100 0t100 0" fill="none" stroke="${at === 2 ? spark : bright}" stroke-width="${at === 2 ? 6 : 4}" opacity="${(0.9 - at * 0.07).toFixed(2)}"/>`;
  }).join('');
}

function sun(random: Random, { bright, spark, deep }: Palette): string {
  const x = Math.round(110 + random() * 180);
  const radius = Math.round(70 + random() * 40);
  const horizon = Math.round(190 + random() * 40);
  const bands = Array.from(
    { length: 5 },
    (_, at) =>
      `<rect x="0" y="${horizon + at * 40}" width="400" height="${30 - at * 5}" fill="${bright}" opacity="${(0.55 - at * 0.09).toFixed(2)}"/>`,
  );
  return `<circle cx="${x}" cy="${horizon - 30}" r="${radius}" fill="${spark}"/><rect y="${horizon}" width="400" height="220" fill="${deep}"/>${bands.join('')}`;
}

function blocks(random: Random, { bright, spark, deep }: Palette): string {
  const colours = [bright, spark, deep, bright];
  return Array.from({ length: 9 }, (_, at) => {
    const [x, y] = [40 + (at % 3) * 110, 30 + Math.floor(at / 3) * 88];
    const colour = colours[Math.floor(random() * colours.length)] ?? bright;
    const isRound = random() < 0.5;
    return `<rect x="${x}" y="${y}" width="92" height="72" rx="${isRound ? 36 : 4}" fill="${colour}" opacity="${(0.5 + random() * 0.5).toFixed(2)}"/>`;
  }).join('');
}

function stripes(random: Random, { bright, spark }: Palette): string {
  const angle = Math.round(-50 + random() * 100);
  const chosen = Math.floor(random() * 8);
  const all = Array.from({ length: 14 }, (_, at) => {
    const width = (6 + random() * 16).toFixed(1);
    return `<rect x="${at * 44 - 110}" y="-200" width="${width}" height="800" fill="${at === chosen + 3 ? spark : bright}" opacity="${at === chosen + 3 ? 1 : 0.55}"/>`;
  });
  return `<g transform="rotate(${angle} 200 200)">${all.join('')}</g>`;
}

function petals(random: Random, { bright, spark }: Palette): string {
  const count = 5 + Math.floor(random() * 5);
  const [x, y] = [Math.round(150 + random() * 110), Math.round(120 + random() * 60)];
  const all = Array.from({ length: count }, (_, at) => {
    const turn = Math.round((360 / count) * at);
    return `<ellipse cx="${x}" cy="${y - 78}" rx="34" ry="74" fill="${bright}" opacity="0.6" transform="rotate(${turn} ${x} ${y})"/>`;
  });
  return `${all.join('')}<circle cx="${x}" cy="${y}" r="24" fill="${spark}"/>`;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** mulberry32: small, and even enough to draw with. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
