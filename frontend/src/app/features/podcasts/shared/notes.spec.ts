import { TestBed } from '@angular/core/testing';
import { Notes } from './notes';

function shown(html: string): { element: HTMLElement; times: number[] } {
  const fixture = TestBed.createComponent(Notes);
  const times: number[] = [];
  fixture.componentRef.setInput('html', html);
  fixture.componentInstance.timed.subscribe((ms) => times.push(ms));
  fixture.detectChanges();
  return { element: fixture.nativeElement as HTMLElement, times };
}

describe('notes of an episode', () => {
  it('tell which time was pressed, and go nowhere', () => {
    const { element, times } = shown('<p>Harbour <a href="#t=754">12:34</a></p>');
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    element.querySelector('a')?.dispatchEvent(click);
    expect([times, click.defaultPrevented]).toEqual([[754_000], true]);
  });

  it('leave other links alone', () => {
    const { element, times } = shown('<p><a href="https://show.example/#t=9">x</a></p>');
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    element.addEventListener('click', (event) => event.preventDefault(), { once: true });
    element.querySelector('a')?.dispatchEvent(click);
    expect(times).toEqual([]);
  });

  it('are cleaned once more here', () => {
    const { element } = shown('<p onclick="x()">a<script>1</script><a href="javascript:x()">b</a></p>');
    expect(element.querySelector('.notes')?.innerHTML).not.toMatch(/onclick|<script|href="javascript/);
  });
});
