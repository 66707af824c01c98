import { ApplicationRef, createComponent, DOCUMENT, EnvironmentInjector, inject, Service } from '@angular/core';
import type { TracksToAdd } from '../../core/api/playlist-types';
import { Toasts } from '../../core/toasts';

/** Asks into which playlist something goes, wherever that was chosen. */
@Service()
export class AddingToPlaylists {
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);
  private readonly environmentInjector = inject(EnvironmentInjector);
  private readonly toasts = inject(Toasts);

  /**
   * What it looks like is loaded by the first that opens one.
   * @param title of what is added, which a new playlist is called after
   */
  async open(tracks: TracksToAdd, title: string): Promise<void> {
    const opener = this.document.activeElement;
    const loaded = await import('./add-dialog').catch(() => undefined);
    if (!loaded) {
      this.toasts.show('This could not be loaded. Try again when the server can be reached.');
      return;
    }
    const dialog = createComponent(loaded.AddDialog, { environmentInjector: this.environmentInjector });
    dialog.setInput('tracks', tracks);
    dialog.setInput('what', title);
    this.application.attachView(dialog.hostView);
    this.document.body.append(dialog.location.nativeElement as Node);
    dialog.instance.closed.subscribe(() => {
      dialog.destroy();
      if (opener instanceof HTMLElement) opener.focus();
    });
  }
}
