/** Published: the dates that articles, feeds and pages carry, as an ISO 8601 day or day and time. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES: Readonly<Record<string, string>> = {
  z: 'Z',
  ut: 'Z',
  utc: 'Z',
  gmt: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
};

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+)?';
const TIME =
  '(?:,?\\s+(?:at\\s+)?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([ap]\\.?m\\.?)?\\s*([+-]\\d{2}:?\\d{2}|[a-z]{1,4})?)?';
const DAY_FIRST = new RegExp(`^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?\\s+([a-z]{3,9})\\.?,?\\s+(\\d{4})${TIME}$`, 'i');
const MONTH_FIRST = new RegExp(`^${WEEKDAY}([a-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${TIME}$`, 'i');

/**
 * Reads ISO 8601, RFC 2822 and written-out English dates ("May 19, 2025", "19 May 2025 14:05 GMT"). The offset is kept
 * as written, so that the day is the one the newsroom had. Undefined where there is no such date ("2025-02-30").
 */
export function readPublished(value: string): string | undefined {
  const text = value.trim();
  const iso = ISO.exec(text);
  if (iso) return compose(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6], undefined, iso[7]);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) {
    const [, day, month, year, hour, minute, second, half, zone] = dayFirst;
    return compose(year, monthNumber(month), day, hour, minute, second, half, zone);
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [, month, day, year, hour, minute, second, half, zone] = monthFirst;
    return compose(year, monthNumber(month), day, hour, minute, second, half, zone);
  }
  return undefined;
}

function monthNumber(name = ''): string | undefined {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return month < 0 ? undefined : String(month + 1);
}

function compose(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
  zone: string | undefined,
): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  // Date.UTC rolls impossible days over into the next month; a day that comes back changed is none.
  const date = new Date(Date.UTC(y, m - 1, d));
  if (y < 1000 || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  const days = `${year}-${pad(m)}-${pad(d)}`;
  if (hour === undefined || minute === undefined) return days;
  const h = hourOfDay(Number(hour), half);
  const s = Number(second ?? 0);
  if (h === undefined || Number(minute) > 59 || s > 59) return undefined;
  const offset = readZone(zone);
  if (offset === undefined) return undefined;
  return `${days}T${pad(h)}:${minute}:${pad(s)}${offset}`;
}

function hourOfDay(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

function readZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return '';
  const named = ZONES[zone.toLowerCase()];
  if (named !== undefined) return named;
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!offset) return undefined;
  const [, sign, hours = '00', minutes = '00'] = offset;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return hours === '00' && minutes === '00' ? 'Z' : `${sign}${hours}:${minutes}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
