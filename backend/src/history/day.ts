import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { InvalidRequest } from '../common/index.js';

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)$/;
const EARLIEST = 0;
const LATEST = 9999_12_31;

/** Days from one to another, both included, as YYYYMMDD. */
export interface DayWindow {
  readonly from: number;
  readonly to: number;
}

/** Refuses what is no day written as `YYYY-MM-DD`. */
export const IsDay = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'isDay',
      validator: {
        validate: (value) => typeof value === 'string' && isDay(value),
        defaultMessage: () => '$property must be a day such as 2026-06-30',
      },
    }),
  );

/** @throws InvalidRequest it ends before it begins */
export function windowOf({ from, to }: { readonly from?: string; readonly to?: string }): DayWindow {
  const window = {
    from: from === undefined ? EARLIEST : dayNumber(from),
    to: to === undefined ? LATEST : dayNumber(to),
  };
  if (window.from > window.to)
    throw new InvalidRequest([{ field: 'to', detail: 'must not be before from.', because: 'ends-before-it-begins' }]);
  return window;
}

/** `2026-06-30` as 20260630. */
export function dayNumber(written: string): number {
  return Number(written.replaceAll('-', ''));
}

/** 20260630 as `2026-06-30`. */
export function writtenDay(day: number): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

function isDay(text: string): boolean {
  if (!WRITTEN.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
