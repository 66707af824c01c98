import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Circle, type IconNode, Square } from 'lucide';
import { Icon } from './icon';

@Component({
  selector: 'px-icon-host',
  imports: [Icon],
  template: '<svg [pxIcon]="node()" size="1.1em" fill="currentColor" strokeWidth="0"></svg>',
})
class Host {
  readonly node = signal<IconNode>(Circle);
}

describe('Icon', () => {
  it('draws what it is given, as large as it is told, and another when that changes', async () => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const svg = (fixture.nativeElement as HTMLElement).querySelector('svg');
    expect([...(svg?.children ?? [])].map(({ localName }) => localName)).toEqual(['circle']);
    expect(svg?.firstElementChild?.namespaceURI).toBe('http://www.w3.org/2000/svg');
    const said = ['width', 'height', 'viewBox', 'fill', 'stroke', 'stroke-width', 'aria-hidden'];
    expect(said.map((name) => svg?.getAttribute(name))).toEqual(['1.1em', '1.1em', '0 0 24 24', 'currentColor', 'currentColor', '0', 'true']); // prettier-ignore
    fixture.componentInstance.node.set(Square);
    await fixture.whenStable();
    expect([...(svg?.children ?? [])].map(({ localName }) => localName)).toEqual(['rect']);
  });
});
