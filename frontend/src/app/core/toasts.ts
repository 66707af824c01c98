import { Service, signal } from '@angular/core';

/** A short sentence at the lower edge, with at most one thing to do about it. */
export interface Toast {
  id: number;
  message: string;
  action?: { label: string; run: () => void };
}

/** Long enough to read a sentence and reach a button. */
const SHOWN_MS = 6_000;
/** More at once would be noise. */
const MOST = 2;

/** Says what happened where the person does not look: undo, a skipped track. Never for what the page shows anyway. */
@Service()
export class Toasts {
  private readonly list = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private lastId = 0;

  readonly shown = this.list.asReadonly();

  /** Shows a sentence; the same sentence twice is shown once. */
  show(message: string, action?: Toast['action']): void {
    const same = this.list().find((toast) => toast.message === message);
    if (same) this.dismiss(same.id);
    const toast: Toast = { id: ++this.lastId, message, ...(action && { action }) };
    const dropped = this.list().slice(0, Math.max(0, this.list().length + 1 - MOST));
    for (const old of dropped) this.dismiss(old.id);
    this.list.update((toasts) => [...toasts, toast]);
    this.resume(toast.id);
  }

  /** Does what the toast offers. */
  act(toast: Toast): void {
    this.dismiss(toast.id);
    toast.action?.run();
  }

  dismiss(id: number): void {
    this.pause(id);
    this.list.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** Keeps a toast while someone is reading or about to press its button. */
  pause(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  resume(id: number): void {
    this.pause(id);
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN_MS),
    );
  }
}
