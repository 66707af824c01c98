import { HttpErrorResponse } from '@angular/common/http';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { InlineEdit } from './inline-edit';

interface Setup {
  fixture: ComponentFixture<InlineEdit>;
  element: HTMLElement;
  saved: string[];
}

async function editing(saveWith?: (value: string) => Promise<unknown>, sourceValue?: string): Promise<Setup> {
  const saved: string[] = [];
  const fixture = TestBed.createComponent(InlineEdit);
  fixture.componentRef.setInput('value', 'Low Water');
  fixture.componentRef.setInput('sourceValue', sourceValue);
  fixture.componentRef.setInput('label', 'album title');
  fixture.componentRef.setInput('revertWith', () => Promise.resolve(saved.push('reverted')));
  fixture.componentRef.setInput('saveWith', saveWith ?? ((text: string) => Promise.resolve(saved.push(text))));
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  element.querySelector<HTMLElement>('.pencil')?.click();
  await fixture.whenStable();
  return { fixture, element, saved };
}

function type(element: HTMLElement, text: string, key: string): void {
  const field = element.querySelector('input');
  if (!field) throw new Error('not being edited');
  field.value = text;
  field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
}

describe('InlineEdit', () => {
  it('saves with Enter, trimmed, once', async () => {
    const { fixture, element, saved } = await editing();
    type(element, '  High Water ', 'Enter');
    await fixture.whenStable();
    expect(saved).toEqual(['High Water']);
    expect(element.querySelector('input')).toBeNull();
  });

  it('leaves the text alone with Escape, when nothing changed and when nothing is left', async () => {
    for (const [text, key] of [
      ['High Water', 'Escape'],
      ['Low Water', 'Enter'],
      ['   ', 'Enter'],
    ] as const) {
      const { fixture, element, saved } = await editing();
      type(element, text, key);
      await fixture.whenStable();
      expect(saved).toEqual([]);
      expect(fixture.componentInstance.shown()).toBe('Low Water');
    }
  });

  it('shows the new text at once, and the old one with the reason when the server refuses', async () => {
    let refuse: (error: unknown) => void = () => undefined;
    const { fixture, element } = await editing(() => new Promise((_, reject) => (refuse = reject)));
    type(element, 'High Water', 'Enter');
    expect(fixture.componentInstance.shown()).toBe('High Water');
    refuse(new HttpErrorResponse({ status: 0 }));
    await fixture.whenStable();
    await Promise.resolve();
    fixture.detectChanges();
    expect(fixture.componentInstance.shown()).toBe('Low Water');
    expect(element.querySelector('[role=alert]')?.textContent).toContain('Not saved.');
  });

  it('offers what the source says, only where a person has written over it', async () => {
    const plain = await editing();
    expect(plain.element.querySelector('.revert')).toBeNull();
    const edited = await editing(undefined, 'low_water');
    const revert = edited.element.querySelector<HTMLElement>('.revert');
    expect(revert?.textContent).toContain('Revert to “low_water”');
    revert?.click();
    await edited.fixture.whenStable();
    expect(edited.saved).toEqual(['reverted']);
  });
});
