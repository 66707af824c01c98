import { computed, DOCUMENT, effect, inject, Service } from '@angular/core';
import { coverColours } from '../ui/colour';
import { Player } from './player';
import { query } from '../core/api/query';

const PROPERTIES = ['--accent-on-dark', '--accent-on-light', '--tint-hue', '--tint-chroma'] as const;

/** Colours the app after the cover of what plays. */
@Service()
export class CoverTint {
  private readonly player = inject(Player);
  private readonly artworkId = computed(() => this.player.current()?.artworkId);
  private readonly artwork = query('/api/v1/artworks/{id}', () => {
    const id = this.artworkId();
    return id === undefined ? undefined : { path: { id } };
  });

  constructor() {
    const { style } = inject(DOCUMENT).documentElement;
    effect(() => {
      // The colours of before stay until those of the new cover are known: no flash of the neutral in between.
      if (this.artwork.isLoading()) return;
      const artwork = this.artwork.value();
      const colours = artwork && coverColours(artwork.swatches);
      if (!colours) {
        for (const property of PROPERTIES) style.removeProperty(property);
        return;
      }
      const { onDark, onLight, hue, chroma } = colours;
      style.setProperty('--accent-on-dark', onDark);
      style.setProperty('--accent-on-light', onLight);
      style.setProperty('--tint-hue', String(hue));
      style.setProperty('--tint-chroma', chroma.toFixed(3));
    });
  }
}
