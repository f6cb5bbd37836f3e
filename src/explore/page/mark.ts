/** Mark: a ring and a name upon the picture, for what is chosen or pointed at; it moves without a new drawing. */
import { el } from './dom.ts';
import type { Point } from './stage.ts';

export interface Marked extends Point {
  /** 0 for no ring. */
  readonly radius: number;
  readonly text: string;
}

export function makeMark() {
  const ring = el('div', { class: 'ring' });
  const name = el('div', { class: 'name' });
  const element = el('div', { class: 'mark', hidden: true, 'aria-hidden': 'true' }, ring, name);
  return {
    element,
    show(marked: Marked | undefined): void {
      element.hidden = marked === undefined;
      if (!marked) return;
      const { x, y, radius, text } = marked;
      const size = radius === 0 ? 0 : 2 * radius + 8;
      element.style.transform = `translate(${x}px, ${y}px)`;
      ring.hidden = size === 0;
      ring.style.width = `${size}px`;
      ring.style.height = `${size}px`;
      name.style.left = `${size / 2 + 4}px`;
      name.textContent = text;
    },
  };
}
