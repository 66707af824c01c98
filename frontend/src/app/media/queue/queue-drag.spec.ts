import { placeOf, QueueDrag } from './queue-drag';

const ROW_PX = 50;

function begin(dropped: (itemId: string, to: number) => void): QueueDrag {
  const drag = new QueueDrag();
  const list = document.createElement('ol');
  const press = new PointerEvent('pointerdown', { clientY: 2 * ROW_PX + 10, pointerId: 1, button: 0 });
  drag.begin(press, 'c', 2, { list, scroller: document.documentElement, rowPx: ROW_PX, count: 5, dropped });
  return drag;
}
const pointer = (kind: string, clientY: number, pointerId = 1): void => {
  window.dispatchEvent(new PointerEvent(kind, { clientY, pointerId }));
};

describe('QueueDrag', () => {
  it('follows the pointer inside the list and drops where it is', () => {
    const dropped: [string, number][] = [];
    const drag = begin((itemId, to) => dropped.push([itemId, to]));
    pointer('pointermove', 10 + 3.4 * ROW_PX);
    expect(drag.current()).toEqual({ itemId: 'c', from: 2, to: 3, topPx: 3.4 * ROW_PX });
    pointer('pointermove', 9_999);
    expect(drag.current()?.to).toBe(4);
    pointer('pointermove', 10 - 30);
    pointer('pointerup', 10 - 30);
    expect(drag.current()).toBeUndefined();
    expect(dropped).toEqual([['c', 0]]);
  });

  it('drops where it is let go of, though no move was told before, and heeds no other finger', () => {
    const dropped: number[] = [];
    const drag = begin((_, to) => dropped.push(to));
    pointer('pointermove', 10 + 3 * ROW_PX);
    pointer('pointermove', 10, 2);
    pointer('pointerup', 10, 2);
    pointer('pointercancel', 10, 2);
    expect(drag.current()?.to).toBe(3);
    pointer('pointerup', 10 + 4 * ROW_PX);
    expect(dropped).toEqual([4]);
  });

  it('is put back by Escape, and changes nothing where it began', () => {
    const dropped: number[] = [];
    const drag = begin((_, to) => dropped.push(to));
    pointer('pointermove', 0);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(drag.current()).toBeUndefined();
    pointer('pointerup', 0);
    begin((_, to) => dropped.push(to));
    pointer('pointerup', 2 * ROW_PX + 10);
    expect(dropped).toEqual([]);
  });

  it('lets the rows in between make room', () => {
    const down = { itemId: 'b', from: 1, to: 3, topPx: 0 };
    expect([0, 1, 2, 3, 4].map((index) => placeOf(index, down))).toEqual([0, 1, 1, 2, 4]);
    const up = { itemId: 'd', from: 3, to: 1, topPx: 0 };
    expect([0, 1, 2, 3, 4].map((index) => placeOf(index, up))).toEqual([0, 2, 3, 3, 4]);
    expect(placeOf(7, undefined)).toBe(7);
  });
});
