import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Drawn } from '../../core/testing/drawn';
import { PickMark } from './pick-mark';
import { type Pickable, Picks } from './picks';
import { Roving } from './roving';
import { type Selectable, Selection } from './selection';

const things: readonly Selectable[] = ['a', 'b', 'c', 'd'].map((id) => ({ kind: 'track', id, title: id }));

@Component({
  selector: 'px-few-things',
  imports: [PickMark, Picks, Roving],
  template: `
    <ul pxRoving="rows" [pxPicks]="picked">
      @for (thing of things; track thing.id; let index = $index) {
        <li class="pickable" [attr.data-index]="index">
          <px-pick-mark [thing]="thing" />
          <a href="#there" (click)="follow($event)">{{ thing.title }}</a>
          <button type="button" aria-haspopup="menu" (click)="did.push('menu')">…</button>
          <span class="ground"></span>
        </li>
      }
    </ul>
  `,
})
class FewThings {
  protected readonly things = things;
  protected readonly picked: Pickable = { count: things.length, at: (index) => things[index] };
  readonly did: string[] = [];

  protected follow(event: Event): void {
    event.preventDefault();
    this.did.push('follow');
  }
}

// What runs specs lays nothing out.
beforeAll(() => Object.assign(Element.prototype, { checkVisibility: () => true, scrollIntoView: () => undefined }));

describe('a list that draws itself', () => {
  const draw = (): Promise<Drawn<FewThings>> => Drawn.of(FewThings, {});
  const selected = (): string =>
    TestBed.inject(Selection)
      .items()
      .map(({ id }) => id)
      .join('');
  const click = (drawn: Drawn<FewThings>, index: number, what: string, more: PointerEventInit = {}): void => {
    const target = drawn.element.querySelectorAll('li')[index]?.querySelector(what);
    const init = { bubbles: true, cancelable: true, pointerType: 'mouse', ...more };
    target?.dispatchEvent(new PointerEvent('click', init));
  };
  const press = (drawn: Drawn<FewThings>, index: number, key: string, more: KeyboardEventInit = {}): void => {
    const target = drawn.element.querySelectorAll('li')[index]?.querySelector('a');
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  };

  it('leaves Ctrl and a click on a link to the browser, and selects by one beside it', async () => {
    const drawn = await draw();
    click(drawn, 1, 'a', { ctrlKey: true });
    expect([selected(), drawn.component.did]).toEqual(['', ['follow']]);
    click(drawn, 1, '.ground', { ctrlKey: true });
    expect(selected()).toBe('b');
  });

  it('selects by whatever is pressed once something is selected, but for menus and the Enter key', async () => {
    const drawn = await draw();
    click(drawn, 0, '.pick');
    click(drawn, 2, 'a');
    click(drawn, 3, 'a', { ctrlKey: true });
    expect([selected(), drawn.component.did]).toEqual(['acd', []]);
    click(drawn, 2, '[aria-haspopup]');
    click(drawn, 1, 'a', { pointerType: '' });
    expect([selected(), drawn.component.did]).toEqual(['acd', ['menu', 'follow']]);
    click(drawn, 0, 'a');
    expect(selected()).toBe('cd');
  });

  it('leaves clicks alone while something of another list is selected', async () => {
    const drawn = await draw();
    TestBed.inject(Selection).toggle({}, { kind: 'track', id: 'x', title: 'x' });
    click(drawn, 0, 'a');
    expect([selected(), drawn.component.did]).toEqual(['x', ['follow']]);
  });

  it('selects ranges by Shift, and by keys', async () => {
    const drawn = await draw();
    click(drawn, 3, '.pick');
    click(drawn, 1, 'a', { shiftKey: true });
    await drawn.settle();
    expect(selected()).toBe('dbc');
    TestBed.inject(Selection).clear();
    press(drawn, 0, ' ', { ctrlKey: true });
    press(drawn, 0, 'ArrowDown', { shiftKey: true });
    await drawn.settle();
    expect(selected()).toBe('ab');
    press(drawn, 0, 'a', { ctrlKey: true });
    await drawn.settle();
    expect(selected()).toBe('abcd');
    press(drawn, 1, ' ');
    expect(selected()).toBe('acd');
  });
});
