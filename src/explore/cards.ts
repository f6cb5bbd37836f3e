/** Cards: what the page shows of one entity, of a pair, of one article. */
import { compare, compareBy, groupBy } from '../order.ts';
import type { ArticleLine, ArticleView, EntityCard, Neighbour, Office, PairCard } from './api.ts';
import {
  type Catalogue,
  headOf,
  nameOf,
  newestArticleFirst,
  type Told,
  toEvidence,
  toGraphEntity,
} from './catalogue.ts';

/** Statements that one card holds; a state of a large graph has thousands. */
const MOST = 200;

const otherOf = (id: string, { statement }: Told): string =>
  statement.subject === id ? statement.object : statement.subject;

export function entityCard(catalogue: Catalogue, id: string): EntityCard | undefined {
  const entity = catalogue.entities.get(id);
  if (!entity) return undefined;
  const told = catalogue.toldOf.get(id) ?? [];
  const { wikidata, iso3 } = entity;
  return {
    ...toGraphEntity(entity),
    ...(wikidata !== undefined && { wikidata }),
    ...(iso3 !== undefined && { iso3 }),
    offices: officesOf(catalogue, id, told),
    neighbours: neighboursOf(catalogue, id),
    statements: told.slice(0, MOST).map((one) => toEvidence(catalogue, one)),
    total: told.length,
  };
}

export function neighboursOf(catalogue: Catalogue, id: string): Neighbour[] {
  const others = groupBy(catalogue.toldOf.get(id) ?? [], (one) => otherOf(id, one));
  return [...others]
    .filter(([other]) => other !== id)
    .map(([other, told]) => ({ ...nameOf(catalogue, other), statements: told.length }))
    .sort(
      compareBy(
        (n) => -n.statements,
        (n) => n.name,
        (n) => n.id,
      ),
    );
}

/** One line for each office, status and body, over the days on which articles say so; the latest first. */
function officesOf(catalogue: Catalogue, id: string, told: readonly Told[]): Office[] {
  const held = told.filter(
    ({ statement: s }) => s.relation === 'HOLDS_OFFICE' && s.subject === id && s.polarity === 'affirmed',
  );
  const offices = groupBy(held, ({ statement: { title = '', status = '', object } }) =>
    JSON.stringify([title.toLowerCase(), status, object]),
  );
  return [...offices.values()]
    .map((group): Office => {
      const { title = 'office', status, object } = group[0]!.statement;
      const days = group.map(({ day }) => day).filter((day) => day !== '');
      return {
        title,
        of: nameOf(catalogue, object),
        ...(status !== undefined && { status }),
        ...(days.length > 0 && { first: days.at(-1)!, last: days[0]! }),
      };
    })
    .sort((a, b) => compare(b.last ?? '', a.last ?? '') || compare(a.title, b.title) || compare(a.of.id, b.of.id));
}

export function pairCard(catalogue: Catalogue, a: string, b: string): PairCard {
  const told = (catalogue.toldOf.get(a) ?? []).filter((one) => otherOf(a, one) === b);
  return {
    a: nameOf(catalogue, a),
    b: nameOf(catalogue, b),
    statements: told.slice(0, MOST).map((one) => toEvidence(catalogue, one)),
    total: told.length,
  };
}

export function articleLines({ readings }: Catalogue): ArticleLine[] {
  return [...readings.values()]
    .map((reading) => ({
      ...headOf(reading),
      mentions: reading.mentions.length,
      statements: reading.statements.length,
    }))
    .sort(newestArticleFirst);
}

export function articleView(catalogue: Catalogue, id: string): ArticleView | undefined {
  const reading = catalogue.readings.get(id);
  if (!reading) return undefined;
  const { text, furniture, published } = reading.article;
  return {
    ...headOf(reading),
    text,
    furniture,
    mentions: reading.mentions.map(({ start, end, entity }) => ({ start, end, entity: nameOf(catalogue, entity) })),
    statements: reading.statements.map((statement) =>
      toEvidence(catalogue, { statement, reading, day: published?.slice(0, 10) ?? '' }),
    ),
  };
}
