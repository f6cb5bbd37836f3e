/** Messages: what happened and what to do, in a line that stays until it is closed; the page goes on. */
import { el } from './dom.ts';

export function makeMessages() {
  const element = el('div', { id: 'messages', role: 'alert' });
  const say = (text: string): void => {
    const line = el(
      'p',
      {},
      text,
      el('button', { 'aria-label': 'Close this message', onclick: () => line.remove() }, '×'),
    );
    if ([...element.children].some((other) => other.firstChild?.textContent === text)) return;
    element.append(line);
  };
  return {
    element,
    say,
    fault: (fault: unknown): void => say(fault instanceof Error ? fault.message : String(fault)),
    clear: (): void => element.replaceChildren(),
  };
}
