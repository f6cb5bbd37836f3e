/** Filters: which labels, relations and outlets are shown, and how. */
import { type Graph, STANDING } from '../api.ts';
import { el, paint } from './dom.ts';
import type { View } from './view.ts';

const NO_SOURCE = 'no outlet named';

function toggled(values: readonly string[], changed: readonly string[], hide: boolean): string[] {
  const rest = values.filter((value) => !changed.includes(value));
  return hide ? [...rest, ...changed].sort() : rest;
}

/** Rendered anew for each graph; `update` sets its boxes to a view. */
export function makeFilters(set: (change: Partial<View>) => void, viewOf: () => View) {
  const element = el('div', { class: 'filters' });
  const updates: ((view: View) => void)[] = [];

  const box = (
    text: string,
    isOn: (view: View) => boolean | undefined,
    turn: (on: boolean) => void,
    colour?: string,
  ): HTMLElement => {
    const input = el('input', { type: 'checkbox', onchange: () => turn(input.checked) });
    updates.push((view) => {
      const on = isOn(view);
      input.checked = on !== false;
      input.indeterminate = on === undefined;
    });
    return el('label', {}, input, colour === undefined ? undefined : paint(el('span', { class: 'dot' }), colour), text);
  };

  const families = (graph: Graph): HTMLElement[] => {
    const used = new Set(graph.facts.map(([, relation]) => relation));
    const relations = graph.relations.filter((_, i) => used.has(i));
    return [...new Set(relations.map(({ family }) => family))].map((family) => {
      const members = relations.filter((relation) => relation.family === family);
      const names = members.map(({ relation }) => relation);
      const turn = (changed: readonly string[]) => (on: boolean) =>
        set({ hiddenRelations: toggled(viewOf().hiddenRelations, changed, !on) });
      const familyBox = box(
        family === STANDING ? 'standing facts' : family.toLowerCase(),
        ({ hiddenRelations }) => {
          const hidden = names.filter((name) => hiddenRelations.includes(name)).length;
          return hidden === 0 ? true : hidden === names.length ? false : undefined;
        },
        turn(names),
        members[0]!.colour,
      );
      if (names.length === 1) return el('div', { class: 'family', title: names[0] }, familyBox);
      return el(
        'details',
        { class: 'family' },
        el('summary', {}, familyBox),
        ...names.map((name) => box(name, ({ hiddenRelations }) => !hiddenRelations.includes(name), turn([name]))),
      );
    });
  };

  const render = (graph: Graph): void => {
    updates.length = 0;
    const labels = Object.entries(graph.labelColours).map(([label, colour]) =>
      box(
        label,
        ({ hiddenLabels }) => !hiddenLabels.includes(label),
        (on) => set({ hiddenLabels: toggled(viewOf().hiddenLabels, [label], !on) }),
        colour,
      ),
    );
    const sources = [...graph.sources, ''].map((source) =>
      box(
        source === '' ? NO_SOURCE : source,
        ({ hiddenSources }) => !hiddenSources.includes(source),
        (on) => set({ hiddenSources: toggled(viewOf().hiddenSources, [source], !on) }),
      ),
    );
    const all = [...graph.sources, ''];
    element.replaceChildren(
      el('fieldset', { id: 'labels' }, el('legend', {}, 'Entities'), ...labels),
      el('fieldset', { id: 'relations' }, el('legend', {}, 'Relations'), ...families(graph)),
      el(
        'fieldset',
        { id: 'options' },
        el('legend', {}, 'Show'),
        box(
          'denied and planned, dashed',
          (view) => view.unhappened,
          (unhappened) => set({ unhappened }),
        ),
        box(
          'communities as colours',
          (view) => view.communities,
          (communities) => set({ communities }),
        ),
        box(
          'entities without statements',
          (view) => view.alone,
          (alone) => set({ alone }),
        ),
      ),
      el(
        'fieldset',
        { id: 'sources' },
        el('legend', {}, 'Outlets'),
        el(
          'div',
          { class: 'actions' },
          el('button', { onclick: () => set({ hiddenSources: [] }) }, 'All'),
          el('button', { onclick: () => set({ hiddenSources: all }) }, 'None'),
        ),
        ...sources,
      ),
    );
  };
  return {
    element,
    render,
    update(view: View) {
      for (const update of updates) update(view);
    },
  };
}
