/** Search box: an entity by name or alias, completed as it is typed (the combobox pattern of WAI-ARIA). */
import type { Hit, Named } from '../api.ts';
import { client } from './client.ts';
import { afterPause, el, paint } from './dom.ts';

export interface SearchBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
}

export interface SearchBoxOptions {
  /** Prefix of the ids of its parts. */
  readonly id: string;
  readonly label: string;
  readonly colourOf: (named: Named) => string;
  readonly onChoose: (hit: Hit) => void;
  readonly onFault: (fault: unknown) => void;
}

export function makeSearchBox({ id, label, colourOf, onChoose, onFault }: SearchBoxOptions): SearchBox {
  const list = el('ul', { id: `${id}-hits`, role: 'listbox', 'aria-label': label, hidden: true });
  const input = el('input', {
    id: `${id}-input`,
    type: 'search',
    placeholder: label,
    'aria-label': label,
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': `${id}-hits`,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  let hits: readonly Hit[] = [];
  let active = 0;

  const close = (): void => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (hit: Hit | undefined): void => {
    if (!hit) return;
    input.value = hit.name;
    close();
    onChoose(hit);
  };
  const mark = (): void => {
    for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === active));
    if (hits.length > 0) input.setAttribute('aria-activedescendant', `${id}-hit-${active}`);
  };
  const show = (found: readonly Hit[]): void => {
    hits = found;
    active = 0;
    list.replaceChildren(
      ...(hits.length === 0
        ? [el('li', { class: 'none' }, 'no entity of this name')]
        : hits.map((hit, i) =>
            el(
              'li',
              {
                id: `${id}-hit-${i}`,
                role: 'option',
                onmousedown: (event: Event) => event.preventDefault(),
                onclick: () => choose(hit),
              },
              paint(el('span', { class: 'dot' }), colourOf(hit)),
              el('span', {}, hit.name),
              hit.alias === undefined ? undefined : el('small', {}, `also ${hit.alias}`),
              el('small', { class: 'kind' }, hit.kind ?? hit.label),
            ),
          )),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark();
  };
  const complete = afterPause(80, () => {
    const text = input.value;
    if (text.trim() === '') return close();
    client.search(text).then((found) => {
      // An answer that comes after more was typed is out of date.
      if (input.value === text && document.activeElement === input) show(found);
    }, onFault);
  });
  input.addEventListener('input', complete);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      close();
    }
    if (list.hidden) return;
    if (event.key === 'Enter') choose(hits[active]);
    else if (event.key === 'ArrowDown') active = Math.min(active + 1, hits.length - 1);
    else if (event.key === 'ArrowUp') active = Math.max(active - 1, 0);
    else return;
    event.preventDefault();
    mark();
  });
  return { element: el('div', { class: 'search' }, input, list), input };
}
