import type { Size } from './sound-size';

/** In the order of their weight. Browsers that cannot play Opus get AAC or MP3 of about that size. */
export const sizeNames: readonly { value: Size; label: string }[] = [
  { value: 'original', label: 'Original' },
  { value: '128', label: 'Opus 128' },
  { value: '64', label: 'Opus 64' },
];
