/** Days: from the dates that texts give to whole calendar days, which both databases hold as dates. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** The day of an ISO 8601 day or time, if it is one of the calendar: `date('2025-02-30')` would fail a whole batch. */
export function dayOf(date: string | undefined): string | undefined {
  const day = date?.slice(0, 10) ?? '';
  const parts = DAY.exec(day);
  if (!parts || (date!.length > 10 && date![10] !== 'T' && date![10] !== ' ')) return undefined;
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const calendar = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return year > 99 && calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === dayOfMonth ? day : undefined;
}

/** First day of a year, a month or a day. */
function startOf(date: string): string | undefined {
  return dayOf(`${date}-01-01`.slice(0, 10)) ?? dayOf(date);
}

/** Last day of a year, a month or a day. */
function endOf(date: string): string | undefined {
  if (/^\d{4}$/u.test(date)) return dayOf(`${date}-12-31`);
  if (!/^\d{4}-\d{2}$/u.test(date)) return dayOf(date);
  return ['31', '30', '29', '28'].map((last) => dayOf(`${date}-${last}`)).find((day) => day !== undefined);
}

export interface Days {
  readonly first?: string;
  readonly last?: string;
}

/**
 * The days from when to when something is said or dated. A date that names whole days stands; a vaguer one
 * ("2025", "2025-05") yields to the day it was said, and stands for its whole range only where that is unknown.
 */
export function daysOf(date: string | undefined, said: string | undefined): Days {
  const [from = '', to = from] = (date ?? '').split('/');
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first !== undefined && last !== undefined) return first <= last ? { first, last } : { first: last, last: first };
  if (said !== undefined) return { first: said, last: said };
  const [start, end] = [startOf(from), endOf(to)];
  return { ...(start !== undefined && { first: start }), ...(end !== undefined && { last: end }) };
}
