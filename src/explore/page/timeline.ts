/** Timeline: how much is stated on which days, with a brush for the days shown, which can play. */
import type { Graph } from '../api.ts';
import { el, svg } from './dom.ts';
import type { View } from './view.ts';

const DAY_MS = 86_400_000;
const MOST_BARS = 120;
const HEIGHT = 40;
const FRAME_MS = 350;

interface Bars {
  readonly first: number;
  readonly daysEach: number;
  readonly counts: readonly number[];
}

const numberOf = (day: string): number => Math.floor(Date.parse(day) / DAY_MS);
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Bars of whole days; a few days far from the others do not stretch them: those stay out at either end. */
function countBars(graph: Graph): Bars | undefined {
  const days = graph.facts.map(([, , , day]) => numberOf(day)).filter((day) => !Number.isNaN(day));
  if (days.length === 0) return undefined;
  days.sort((a, b) => a - b);
  const at = (share: number): number => days[Math.min(days.length - 1, Math.floor(share * days.length))]!;
  const [first, last] = [at(0.02), at(0.995)];
  const daysEach = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS));
  const counts = new Array<number>(Math.ceil((last - first + 1) / daysEach)).fill(0);
  for (const day of days) {
    const bar = Math.floor((day - first) / daysEach);
    if (bar >= 0 && bar < counts.length) counts[bar]! += 1;
  }
  return { first, daysEach, counts };
}

export function makeTimeline(set: (change: Pick<View, 'from' | 'to'>) => void) {
  let bars: Bars | undefined;
  let chosen: readonly [number, number] = [0, 0];
  let timer: ReturnType<typeof setInterval> | undefined;

  const said = el('output', { id: 'days' });
  const drawing = svg('svg', { class: 'bars', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const slider = (name: string, id: string) =>
    el('input', { type: 'range', id, min: 0, step: 1, 'aria-label': name, oninput: () => slide() });
  const from = slider('First day shown', 'from');
  const to = slider('Last day shown', 'to');
  const play = el('button', { id: 'play', 'aria-label': 'Play', onclick: () => (timer ? stop() : start()) }, '▶');
  const all = el(
    'button',
    {
      id: 'all-days',
      onclick: () => {
        stop();
        set({ from: '', to: '' });
      },
    },
    'All days',
  );
  const element = el(
    'section',
    { class: 'timeline', 'aria-label': 'Days' },
    play,
    el('div', { class: 'brush' }, drawing, from, to),
    said,
    all,
  );

  const last = (): number => (bars?.counts.length ?? 1) - 1;
  /** The whole range is no bound at all: days outside the bars and statements without a day are shown then. */
  const choose = (start: number, end: number): void => {
    if (!bars) return;
    const { first, daysEach } = bars;
    set({
      from: start <= 0 ? '' : dayOf(first + start * daysEach),
      to: end >= last() ? '' : dayOf(first + (end + 1) * daysEach - 1),
    });
  };
  const slide = (): void => {
    stop();
    const [a, b] = [Number(from.value), Number(to.value)];
    choose(Math.min(a, b), Math.max(a, b));
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = '▶';
    play.setAttribute('aria-label', 'Play');
  };
  /** Moves the window by a bar at a time; where no window is chosen it takes a tenth of the days. */
  const start = (): void => {
    if (!bars) return;
    const whole = chosen[0] === 0 && chosen[1] === last();
    const width = whole ? Math.max(0, Math.round(last() / 10)) : chosen[1] - chosen[0];
    let at = whole || chosen[1] >= last() ? 0 : chosen[0];
    play.textContent = '❚❚';
    play.setAttribute('aria-label', 'Pause');
    timer = setInterval(() => {
      if (at + width > last()) return stop();
      // Never the whole range, which would be no bound.
      choose(at, Math.min(at + width, Math.max(0, last() - (at === 0 ? 1 : 0))));
      at += 1;
    }, FRAME_MS);
  };

  const barAt = (event: PointerEvent): number => {
    const { left, width } = drawing.getBoundingClientRect();
    return Math.max(0, Math.min(last(), Math.floor(((event.clientX - left) / width) * (last() + 1))));
  };
  drawing.addEventListener('pointerdown', (event) => {
    stop();
    const anchor = barAt(event);
    drawing.setPointerCapture(event.pointerId);
    const drag = (move: PointerEvent): void => choose(Math.min(anchor, barAt(move)), Math.max(anchor, barAt(move)));
    drag(event);
    drawing.addEventListener('pointermove', drag);
    drawing.addEventListener('pointerup', () => drawing.removeEventListener('pointermove', drag), { once: true });
  });

  return {
    element,
    render(graph: Graph) {
      bars = countBars(graph);
      element.hidden = bars === undefined;
      if (!bars) return;
      const { counts, first, daysEach } = bars;
      const highest = Math.max(...counts);
      for (const input of [from, to]) input.max = String(last());
      drawing.setAttribute('viewBox', `0 0 ${counts.length} ${HEIGHT}`);
      drawing.replaceChildren(
        ...counts.map((count, i) => {
          const height = count === 0 ? 0 : Math.max(2, (count / highest) * HEIGHT);
          const title = svg('title', {}, `${dayOf(first + i * daysEach)}: ${count}`);
          return svg('rect', { x: i + 0.1, y: HEIGHT - height, width: 0.8, height }, title);
        }),
      );
    },
    update({ from: firstDay, to: lastDay }: View) {
      if (!bars) return;
      const { first, daysEach } = bars;
      const barOf = (day: string): number =>
        Math.max(0, Math.min(last(), Math.floor((numberOf(day) - first) / daysEach)));
      chosen = [firstDay === '' ? 0 : barOf(firstDay), lastDay === '' ? last() : barOf(lastDay)];
      from.value = String(chosen[0]);
      to.value = String(chosen[1]);
      said.value =
        firstDay === '' && lastDay === ''
          ? `${dayOf(first)} – ${dayOf(first + (last() + 1) * daysEach - 1)}`
          : `${firstDay || 'start'} – ${lastDay || 'end'}`;
      for (const [i, bar] of [...drawing.children].entries())
        bar.classList.toggle('out', i < chosen[0] || i > chosen[1]);
    },
    stop,
  };
}
