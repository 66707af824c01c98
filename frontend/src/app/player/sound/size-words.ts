import type { Size } from './sound-size';

/** In the order of their weight. Browsers that cannot play Opus get AAC or MP3 of about that size. */
export function sizeNames(): readonly { value: Size; label: string }[] {
  return [
    { value: 'original', label: $localize`Original` },
    { value: '128', label: 'Opus 128' },
    { value: '64', label: 'Opus 64' },
  ];
}
