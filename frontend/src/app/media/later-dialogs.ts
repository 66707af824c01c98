import {
  ApplicationRef,
  createComponent,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  Service,
  type OutputEmitterRef,
  type Type,
} from '@angular/core';
import { Toasts } from '../core/toasts';

/** A dialog that shows itself as soon as it is there. */
interface ClosableDialog {
  readonly closed: OutputEmitterRef<void>;
}

/** Opens dialogs above everything, whose code comes with the first that opens. Focus goes back to where it was. */
@Service()
export class LaterDialogs {
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);
  private readonly environmentInjector = inject(EnvironmentInjector);
  private readonly toasts = inject(Toasts);

  async open(load: () => Promise<Type<ClosableDialog>>, inputs: Readonly<Record<string, unknown>>): Promise<void> {
    const opener = this.document.activeElement;
    const loaded = await load().catch(() => undefined);
    if (!loaded) {
      this.toasts.show($localize`This could not be loaded. Try again when the server can be reached.`);
      return;
    }
    const dialog = createComponent(loaded, { environmentInjector: this.environmentInjector });
    for (const [name, value] of Object.entries(inputs)) dialog.setInput(name, value);
    this.application.attachView(dialog.hostView);
    this.document.body.append(dialog.location.nativeElement as Node);
    dialog.instance.closed.subscribe(() => {
      dialog.destroy();
      if (opener instanceof HTMLElement) opener.focus();
    });
  }
}
