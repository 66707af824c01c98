import sharp from 'sharp';
import type { DemoAlbum } from './catalogue.ts';

const SIZE_PX = 1_000;

function svg(body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000" width="${String(SIZE_PX)}" height="${String(SIZE_PX)}">${body}</svg>`;
}

function gradient(id: string, from: string, to: string, direction = 'x1="0" y1="0" x2="0" y2="1"'): string {
  return `<linearGradient id="${id}" ${direction}><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
}

/** Saffron: half a moon above a sill, and the rings that its light makes. */
function kitchenLight(): string {
  const rings = [430, 372, 314].map(
    (radius, i) =>
      `<circle cx="500" cy="600" r="${String(radius)}" fill="#ffe2a0" opacity="${String(0.1 + 0.07 * i)}"/>`,
  );
  return svg(`
    <defs>${gradient('wall', '#f6b23c', '#e98a1f')}${gradient('moon', '#fff6dc', '#ffdf94')}
      ${gradient('sill', '#7a2f14', '#531c10')}${gradient('dark', '#d9701a', '#b9520f')}</defs>
    <rect width="1000" height="1000" fill="url(#wall)"/>
    ${rings.join('')}
    <path d="M500 344 A256 256 0 0 0 500 856 Z" fill="url(#moon)"/>
    <path d="M500 344 A256 256 0 0 1 500 856 Z" fill="url(#dark)"/>
    <rect y="720" width="1000" height="280" fill="url(#sill)"/>
    <rect y="720" width="1000" height="10" fill="#ffd27a" opacity="0.75"/>
    <path d="M500 730 L244 730 L60 1000 L500 1000 Z" fill="#ffcf78" opacity="0.17"/>`);
}

/** Sea green: a low sun, and the bands of a tide going out below it. */
function lowWater(): string {
  const shades = ['#5fc2b0', '#3fa99b', '#2a9088', '#1c7674', '#125d5f', '#0b464b', '#073238'];
  const bands = shades.map((shade, i) => {
    const y = 520 + 66 * i + 4 * i * i * 0.4;
    const sway = 34 - 3 * i;
    const shift = i % 2 === 0 ? sway : -sway;
    const curve = `M0 ${String(y)} C 250 ${String(y - shift)} 330 ${String(y + shift)} 500 ${String(y)} S 800 ${String(y - shift)} 1000 ${String(y)}`;
    return `<path d="${curve} V1000 H0 Z" fill="${shade}"/>`;
  });
  const glints = [0, 1, 2, 3, 4].map((i) => {
    const width = 250 - 44 * i;
    return `<rect x="${String(640 - width / 2)}" y="${String(566 + 72 * i)}" width="${String(width)}" height="${String(13 - i)}" rx="6" fill="#f3ffe9" opacity="${String(0.8 - 0.12 * i)}"/>`;
  });
  return svg(`
    <defs>${gradient('sky', '#bfe9d8', '#7fd0bd')}${gradient('sun', '#fbffea', '#e4f7cf')}</defs>
    <rect width="1000" height="1000" fill="url(#sky)"/>
    <circle cx="640" cy="400" r="300" fill="#f4ffe6" opacity="0.22"/>
    <circle cx="640" cy="400" r="178" fill="url(#sun)"/>
    ${bands.join('')}${glints.join('')}`);
}

/** Coral red: a carriage window with hills, one lamp, and rain across it. */
function windowSeat(): string {
  const rain = Array.from({ length: 26 }, (_, i) => {
    const x = 190 + ((i * 263) % 720);
    const y = 150 + ((i * 397) % 560);
    const length = 44 + ((i * 37) % 60);
    return `<line x1="${String(x)}" y1="${String(y)}" x2="${String(x - length * 0.42)}" y2="${String(y + length)}"/>`;
  });
  return svg(`
    <defs>${gradient('coach', '#ee5a4b', '#cf3340')}${gradient('dusk', '#ffb38a', '#f4756a')}
      <clipPath id="pane"><rect x="160" y="130" width="680" height="640" rx="120"/></clipPath></defs>
    <rect width="1000" height="1000" fill="url(#coach)"/>
    <rect x="132" y="102" width="736" height="696" rx="146" fill="#a9213a"/>
    <g clip-path="url(#pane)">
      <rect x="160" y="130" width="680" height="640" fill="url(#dusk)"/>
      <circle cx="655" cy="345" r="128" fill="#ffd9a8" opacity="0.35"/><circle cx="655" cy="345" r="74" fill="#fff0cf"/>
      <path d="M160 500 C 300 400 420 430 540 490 S 760 540 840 450 V770 H160 Z" fill="#c9425a"/>
      <path d="M160 590 C 280 540 380 600 520 580 S 740 500 840 570 V770 H160 Z" fill="#8e2950"/>
      <path d="M160 670 C 330 610 520 720 840 640 V770 H160 Z" fill="#541a40"/>
      <g stroke="#fff4e2" stroke-width="5" stroke-linecap="round" opacity="0.5">${rain.join('')}</g>
    </g>
    <rect y="868" width="1000" height="22" fill="#ffd9a8"/><rect y="906" width="1000" height="8" fill="#ffd9a8" opacity="0.6"/>`);
}

const DRAWINGS: Readonly<Record<DemoAlbum['cover'], () => string>> = {
  'kitchen-light': kitchenLight,
  'low-water': lowWater,
  'window-seat': windowSeat,
};

/** Draws a cover as a square JPEG of 1000 px. */
export function drawCover(cover: DemoAlbum['cover']): Promise<Buffer> {
  return sharp(Buffer.from(DRAWINGS[cover]())).jpeg({ quality: 84, mozjpeg: true }).toBuffer();
}
