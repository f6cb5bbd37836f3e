/** Days: what a date of a text comes to on a calendar. */
import { expect, it } from 'vitest';
import { dayOf, daysOf } from '../src/store/days.ts';

const DAYS: readonly [string | undefined, string | undefined][] = [
  ['2025-05-19', '2025-05-19'],
  ['2025-05-19T23:59:00+02:00', '2025-05-19'],
  ['2024-02-29', '2024-02-29'],
  ['2025-02-29', undefined],
  ['2025-13-01', undefined],
  ['2025-05', undefined],
  ['2025-05-190', undefined],
  ['yesterday', undefined],
  [undefined, undefined],
];
for (const [date, day] of DAYS) {
  it(`takes ${date} for ${day ?? 'no day'}`, () => expect(dayOf(date)).toBe(day));
}

const SPANS: readonly [string | undefined, string | undefined, object][] = [
  ['2025-05-19', '2025-06-01', { first: '2025-05-19', last: '2025-05-19' }],
  ['2025-05-19/2025-05-21', undefined, { first: '2025-05-19', last: '2025-05-21' }],
  ['2025-05-21/2025-05-19', undefined, { first: '2025-05-19', last: '2025-05-21' }],
  ['2025-05', '2025-06-01', { first: '2025-06-01', last: '2025-06-01' }],
  ['2024-02', undefined, { first: '2024-02-01', last: '2024-02-29' }],
  ['2022/2025', undefined, { first: '2022-01-01', last: '2025-12-31' }],
  [undefined, '2025-06-01', { first: '2025-06-01', last: '2025-06-01' }],
  [undefined, undefined, {}],
];
for (const [date, said, days] of SPANS) {
  it(`spans ${date} said on ${said} as ${JSON.stringify(days)}`, () => expect(daysOf(date, said)).toEqual(days));
}
