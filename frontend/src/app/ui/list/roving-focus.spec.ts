import { Component, signal, type Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Roving } from './roving';

const songs = (count: number): string[] => Array.from({ length: count }, (_, at) => `Song ${at}`);

@Component({
  imports: [Roving],
  template: `
    <ul pxRoving="rows">
      @for (song of list(); track song) {
        <li>
          <button class="handle">Move</button>
          <button [id]="'play ' + song">Play</button>
          <a href="#" [id]="'open ' + song">{{ song }}</a>
        </li>
      }
      <li>Nothing to press</li>
      <li><button id="last">Last</button></li>
    </ul>
  `,
})
class Rows {
  readonly list = signal(songs(5));
}

@Component({
  imports: [Roving],
  template: `
    <div pxRoving="cards">
      @for (song of list(); track song) {
        <article>
          <button>Play</button> <a href="#" [id]="'open ' + song">{{ song }}</a>
        </article>
      }
    </div>
  `,
})
class Cards {
  readonly list = signal(songs(5));
}

async function drawn<T>(type: Type<T>): Promise<{ fixture: ComponentFixture<T>; page: HTMLElement }> {
  const fixture = TestBed.createComponent(type);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await fixture.whenStable();
  return { fixture, page };
}

const stops = (page: HTMLElement): string[] =>
  [...page.querySelectorAll<HTMLElement>('[tabindex="0"]')].map(({ id }) => id);
const here = (): string | undefined => document.activeElement?.id;
const press = (key: string): boolean =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })) ??
  false;

// What draws nothing does not know these.
beforeAll(() => Object.assign(Element.prototype, { checkVisibility: () => true, scrollIntoView: () => undefined }));

describe('the focus in a list', () => {
  it('has one stop, and goes by arrows to rows and along what is in one', async () => {
    const { page } = await drawn(Rows);
    expect(stops(page)).toEqual(['play Song 0']);
    page.querySelector<HTMLElement>('[id="play Song 0"]')?.focus();
    press('ArrowDown');
    expect(here()).toBe('play Song 1');
    press('ArrowRight');
    expect(here()).toBe('open Song 1');
    press('ArrowDown');
    expect(here()).toBe('open Song 2');
    expect(stops(page)).toEqual(['open Song 2']);
    press('Home');
    expect(here()).toBe('open Song 0');
  });

  it('passes by what cannot be pressed', async () => {
    const { page } = await drawn(Rows);
    page.querySelector<HTMLElement>('[id="play Song 4"]')?.focus();
    press('ArrowDown');
    expect(here()).toBe('last');
    // Whatever is below gets the key.
    expect(press('ArrowDown')).toBe(true);
  });

  it('goes to the nearest row where its own is taken away, unless the person has left', async () => {
    const { fixture, page } = await drawn(Rows);
    const without = async (song: string): Promise<void> => {
      fixture.componentInstance.list.update((list) => list.filter((each) => each !== song));
      await fixture.whenStable();
      await Promise.resolve();
    };
    page.querySelector<HTMLElement>('[id="play Song 1"]')?.focus();
    await without('Song 1');
    expect(here()).toBe('play Song 2');
    (document.activeElement as HTMLElement).blur();
    await without('Song 2');
    expect(document.activeElement).toBe(document.body);
  });

  it('goes from card to card, at their titles', async () => {
    const { page } = await drawn(Cards);
    expect(stops(page)).toEqual(['open Song 0']);
    page.querySelector<HTMLElement>('[id="open Song 0"]')?.focus();
    press('ArrowRight');
    expect(here()).toBe('open Song 1');
    press('End');
    expect(here()).toBe('open Song 4');
    expect(press('ArrowDown')).toBe(true);
  });

  it('goes to the left to what comes next where it is read from the right', async () => {
    const { page } = await drawn(Cards);
    page.querySelector<HTMLElement>('div')?.style.setProperty('direction', 'rtl');
    page.querySelector<HTMLElement>('[id="open Song 0"]')?.focus();
    press('ArrowLeft');
    expect(here()).toBe('open Song 1');
    press('ArrowRight');
    expect(here()).toBe('open Song 0');
  });
});
