import {
  ApplicationRef,
  createComponent,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  Service,
  type Type,
} from '@angular/core';
import { Toasts } from '../core/toasts';
import type { ItemMenuPanel } from './item-menu-panel';
import { Actions } from './subjects/actions';
import type { AwaitedSubject, Subject } from './subjects/subject';

/** Opens the one menu that every subject has: by button, right click or long press. */
@Service()
export class ItemMenu {
  private readonly actions = inject(Actions);
  private readonly toasts = inject(Toasts);
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);
  private readonly environmentInjector = inject(EnvironmentInjector);

  /**
   * What it looks like is loaded by the first that opens one.
   * @param at the element it hangs on, or a place in the view; focus returns to `opener`
   */
  async open(
    subject: Subject | AwaitedSubject,
    at: Element | { x: number; y: number },
    opener: HTMLElement,
  ): Promise<void> {
    const [Panel, known] = await Promise.all([this.loadParts(), 'load' in subject ? subject.load() : subject]);
    if (!Panel || !known) return;
    const panel = createComponent(Panel, { environmentInjector: this.environmentInjector });
    panel.setInput('heading', known.title);
    panel.setInput('actions', this.actions.of(known));
    this.application.attachView(panel.hostView);
    const host = panel.location.nativeElement as HTMLElement;
    this.document.body.append(host);
    panel.instance.closed.subscribe((byKeyboard) => {
      // Browsers have put the focus back, and it may have gone on by a key since.
      const { activeElement } = this.document;
      const isLost = activeElement === null || activeElement === this.document.body || host.contains(activeElement);
      panel.destroy();
      if (byKeyboard && isLost) opener.focus();
    });
    panel.changeDetectorRef.detectChanges();
    panel.instance.openAt(at);
  }

  private async loadParts(): Promise<Type<ItemMenuPanel> | undefined> {
    try {
      const [{ ItemMenuPanel }] = await Promise.all([import('./item-menu-panel'), this.actions.load()]);
      return ItemMenuPanel;
    } catch {
      this.toasts.show($localize`The menu could not be loaded. Try again when the server can be reached.`);
      return undefined;
    }
  }
}
