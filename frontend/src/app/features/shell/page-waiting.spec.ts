import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { Drawn } from '../../core/testing/drawn';
import { PageWaiting } from './page-waiting';

@Component({ template: '' })
class Page {}

it('stands there from soon after a link was pressed until the script of its page is there', async () => {
  let arrive: (page: typeof Page) => void = () => undefined;
  const script = new Promise<typeof Page>((resolve) => (arrive = resolve));
  const drawn = await Drawn.of(PageWaiting, {}, [provideRouter([{ path: 'there', loadComponent: () => script }])]);
  const isShown = (): boolean => drawn.element.querySelector('.skeleton') !== null;

  const gone = TestBed.inject(Router).navigateByUrl('/there');
  await vi.waitFor(async () => {
    await drawn.settle();
    expect(isShown()).toBe(true);
  }, 5_000);
  arrive(Page);
  await gone;
  await drawn.settle();
  expect(isShown()).toBe(false);
});

it('goes where the script does not come', async () => {
  let fail: (reason: Error) => void = () => undefined;
  const script = new Promise<typeof Page>((_, reject) => (fail = reject));
  const drawn = await Drawn.of(PageWaiting, {}, [provideRouter([{ path: 'there', loadComponent: () => script }])]);
  const isShown = (): boolean => drawn.element.querySelector('.skeleton') !== null;

  const gone = TestBed.inject(Router).navigateByUrl('/there');
  await vi.waitFor(async () => {
    await drawn.settle();
    expect(isShown()).toBe(true);
  }, 5_000);
  fail(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  await drawn.settle();
  expect(isShown()).toBe(false);
});
