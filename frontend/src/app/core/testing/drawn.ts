import { type HttpRequest, provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { EnvironmentProviders, Provider, Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';

/** Turns of what waits for promises: an answer, what is made of it, what is drawn of that. */
const TURNS = 5;

/** For specs: a component as the page draws it, with a router, and a server that answers when it is told to. */
export class Drawn<T> {
  readonly element: HTMLElement;
  readonly http = TestBed.inject(HttpTestingController);

  private constructor(private readonly fixture: ComponentFixture<T>) {
    this.element = fixture.nativeElement as HTMLElement;
  }

  static async of<T>(
    type: Type<T>,
    inputs: Readonly<Record<string, unknown>>,
    providers: (Provider | EnvironmentProviders)[] = [],
  ): Promise<Drawn<T>> {
    // What runs specs has no windows to measure.
    const query = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
    Object.assign(window, { matchMedia: () => query });
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([]), ...providers],
    });
    const drawn = new Drawn(TestBed.createComponent(type));
    await drawn.set(inputs);
    return drawn;
  }

  get component(): T {
    return this.fixture.componentInstance;
  }

  /** Takes it off the page. */
  leave(): void {
    this.fixture.destroy();
  }

  async set(inputs: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [name, value] of Object.entries(inputs)) this.fixture.componentRef.setInput(name, value);
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) {
      TestBed.tick();
      await Promise.resolve();
    }
    this.fixture.detectChanges();
  }

  /** Answers the one request that waits for an address below `api/v1/`. @returns what was asked */
  async answer(path: string, body: object): Promise<HttpRequest<unknown>> {
    const asked = this.http.expectOne(`api/v1/${path}`);
    asked.flush(body);
    // What is sent is made into answers in turns of the clock.
    await new Promise((resolve) => setTimeout(resolve));
    await this.settle();
    return asked.request;
  }

  /** The text of what a selector finds first, without the white space around it; undefined where it finds nothing. */
  text(selector: string): string | undefined {
    return this.element.querySelector(selector)?.textContent.trim();
  }

  /** Presses the button of that name, as it is told or as it is seen, or whose name begins so. */
  async press(name: string): Promise<void> {
    const all = [...this.element.querySelectorAll('button')];
    const names = all.map((each) => each.ariaLabel ?? each.textContent.trim().replace(/\s+/g, ' '));
    const button =
      all[names.findIndex((each) => each === name)] ?? all[names.findIndex((each) => each.startsWith(name))];
    if (!button) throw new Error(`There is no button “${name}” among ${names.join(', ')}.`);
    button.click();
    await this.settle();
  }
}
