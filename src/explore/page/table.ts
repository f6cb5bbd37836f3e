/** Table: the same as the graph shows, for readers who do not see the canvas. */
import type { Graph } from '../api.ts';
import { el } from './dom.ts';
import { type EvidenceLinks, entityButton } from './evidence.ts';
import type { Line, Scene } from './scene.ts';

const ROWS = 300;

export function renderTable(
  graph: Graph,
  scene: Scene,
  links: Pick<EvidenceLinks, 'onEntity' | 'colourOf'> & { onLine(line: Line): void },
): HTMLElement {
  const lines = [...scene.lines.values()].sort((x, y) => y.statements - x.statements || x.from - y.from || x.to - y.to);
  const relationsOf = ({ relations }: Line): string =>
    [...relations]
      .sort((x, y) => y[1] - x[1] || x[0] - y[0])
      .map(([relation, count]) => `${graph.relations[relation]!.relation}${count > 1 ? ` ×${count}` : ''}`)
      .join(', ');
  const row = (line: Line): HTMLElement =>
    el(
      'tr',
      {},
      el('td', {}, entityButton(graph.entities[line.from]!, links)),
      el('td', {}, relationsOf(line), line.happened ? undefined : ' (denied or planned)'),
      el('td', {}, entityButton(graph.entities[line.to]!, links)),
      el(
        'td',
        {},
        el(
          'button',
          {
            class: 'count',
            'aria-label': `${line.statements} statements between ${graph.entities[line.from]!.name} and ${graph.entities[line.to]!.name}`,
            onclick: () => links.onLine(line),
          },
          String(line.statements),
        ),
      ),
    );
  const more = lines.length - ROWS;
  return el(
    'div',
    { class: 'scroll' },
    el(
      'table',
      {},
      el(
        'caption',
        {},
        `${lines.length} links between ${scene.entities.size} entities${more > 0 ? `; the ${ROWS} most stated are listed, filters find the others` : ''}`,
      ),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['Entity', 'Relations', 'Entity', 'Statements'].map((head) => el('th', { scope: 'col' }, head)),
        ),
      ),
      el('tbody', {}, ...lines.slice(0, ROWS).map(row)),
    ),
  );
}
