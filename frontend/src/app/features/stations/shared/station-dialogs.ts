import { ApplicationRef, createComponent, DOCUMENT, EnvironmentInjector, inject, Service } from '@angular/core';
import type { StationView } from '../../../core/api/types';
import { Toasts } from '../../../core/toasts';
import type { StationField } from './station-change';

/** Asks for one thing about a station, wherever its menu was opened. */
@Service()
export class StationDialogs {
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);
  private readonly environmentInjector = inject(EnvironmentInjector);
  private readonly toasts = inject(Toasts);

  /** What it looks like is loaded by the first that opens one. */
  async open(station: StationView, field: StationField): Promise<void> {
    const loaded = await import('./station-dialog').catch(() => undefined);
    if (!loaded) {
      this.toasts.show($localize`This could not be loaded. Try again when the server can be reached.`);
      return;
    }
    const dialog = createComponent(loaded.StationDialog, { environmentInjector: this.environmentInjector });
    dialog.setInput('station', station);
    dialog.setInput('field', field);
    this.application.attachView(dialog.hostView);
    this.document.body.append(dialog.location.nativeElement as Node);
    dialog.instance.closed.subscribe(() => dialog.destroy());
  }
}
