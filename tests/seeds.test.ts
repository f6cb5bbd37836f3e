/** Seeds and cases: every annotation that we publish points at words of its text and keeps to the ontology. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readGold } from '../src/eval/gold.ts';
import { type Article, LABELS, MODALITIES, POLARITIES } from '../src/model.ts';
import { permits, RELATIONS, relationOf } from '../src/ontology.ts';
import { openReader } from '../src/read/inputs.ts';
import { packageRoot } from '../src/root.ts';

const seeds = join(packageRoot, 'seeds');
const dispatchFiles = readdirSync(seeds)
  .filter((file) => file !== 'README.md' && file !== 'gold.jsonl')
  .sort();
const gold = readGold(join(seeds, 'gold.jsonl'));

const articles = new Map<string, Article>();
for await (const result of openReader()(dispatchFiles.map((file) => join(seeds, file)))) {
  if (result.unreadable) throw new Error(`${result.unreadable.ref}: ${result.unreadable.reason}`);
  articles.set(result.article.ref.replace(/\.\w+$/u, ''), result.article);
}

/** The words that the stages read: what lies outside the furniture. */
function prose(article: Article): string {
  let [text, at] = ['', 0];
  for (const span of article.furniture) {
    text += `${article.text.slice(at, span.start)}\n`;
    at = span.end;
  }
  return text + article.text.slice(at);
}

/** Slips of one annotated text: a mention or a quote that it lacks, an entity that nobody declared, a forbidden pair. */
function findSlips(
  text: string,
  entities: readonly { id: string; label: (typeof LABELS)[number]; mentions: readonly string[] }[],
  statements: readonly {
    subject: string;
    relation: string;
    object: string;
    attribution?: string | null | undefined;
    evidence?: string | null | undefined;
  }[],
): string[] {
  const labels = new Map(entities.map((entity) => [entity.id, entity.label]));
  const slips = entities
    .flatMap((entity) => entity.mentions)
    .filter((mention) => !text.includes(mention))
    .map((mention) => `no mention "${mention}"`);
  if (labels.size < entities.length) slips.push('two entities share an id');
  for (const { subject, relation, object, attribution, evidence } of statements) {
    for (const id of [subject, object, attribution ?? subject]) if (!labels.has(id)) slips.push(`no entity "${id}"`);
    if (evidence && !text.includes(evidence)) slips.push(`no words "${evidence}"`);
    const [from, to] = [labels.get(subject), labels.get(object)];
    if (from && to && !permits(relationOf(relation), from, to))
      slips.push(`${from} ${relation} ${to} is not permitted`);
  }
  return slips;
}

describe('The seed dispatches', () => {
  test('are at least twelve, each with a title, an outlet and a day', () => {
    expect(articles.size).toBeGreaterThanOrEqual(12);
    for (const [ref, article] of articles) {
      expect(article, ref).toMatchObject({ title: /\S/u, source: /\S/u, published: /^\d{4}-\d{2}-\d{2}/u });
    }
  });

  test('have one line of gold each, and the gold has no other', () => {
    expect(gold.map((doc) => doc.id).sort()).toEqual([...articles.keys()].sort());
  });

  test.each(gold.map((doc) => [doc.id, doc] as const))('%s: gold names only what its text says', (id, doc) => {
    expect(findSlips(prose(articles.get(id)!), doc.entities, doc.statements)).toEqual([]);
  });

  test('tell from five outlets or more who rejected the 30-day ceasefire, and that one speaker denies it', () => {
    const told = gold.flatMap((doc) =>
      doc.statements.flatMap((statement) => {
        const object = doc.entities.find((entity) => entity.id === statement.object)!;
        if (statement.relation !== 'REJECTED' || !object.mentions.includes('30-day ceasefire')) return [];
        const { subject, polarity } = statement;
        return [
          { source: articles.get(doc.id)!.source, subject, polarity, attribution: statement.attribution ?? null },
        ];
      }),
    );
    const affirmed = told.filter((row) => row.polarity === 'affirmed');
    expect(new Set(affirmed.map((row) => row.source)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(affirmed.map((row) => row.attribution)).size).toBeGreaterThanOrEqual(4);
    expect(told.filter((row) => row.polarity === 'negated')).toHaveLength(1);
  });
});

const Aspect = { polarity: z.enum(POLARITIES), modality: z.enum(MODALITIES) };
const Triple = { subject: z.string(), relation: z.string(), object: z.string() };
const Case = z.strictObject({
  id: z.string(),
  text: z.string(),
  published: z.iso.date(),
  entities: z.array(
    z.strictObject({ id: z.string(), name: z.string(), label: z.enum(LABELS), mentions: z.array(z.string()).min(1) }),
  ),
  must: z.array(
    z.strictObject({
      ...Triple,
      ...Aspect,
      attribution: z.string().nullable(),
      date: z
        .string()
        .regex(/^\d{4}(-\d{2}){0,2}(\/\d{4}(-\d{2}){0,2})?$/u)
        .optional(),
    }),
  ),
  mustNot: z.array(
    z.strictObject({ ...Triple, polarity: Aspect.polarity.optional(), modality: Aspect.modality.optional() }),
  ),
});

const folder = join(packageRoot, 'tests', 'gold');
const caseFiles = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .sort();
const cases = caseFiles.flatMap((file) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ file, entry: Case.parse(JSON.parse(line), { reportInput: true }) })),
);

describe('The gold cases', () => {
  test('are at least 320, numbered by phenomenon', () => {
    expect(cases.length).toBeGreaterThanOrEqual(320);
    const ids = cases.map(({ entry }) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { file, entry } of cases) expect(entry.id).toMatch(new RegExp(`^${file.replace('.jsonl', '')}/\\d{3}$`));
  });

  test('name only words of their text, and only what the ontology permits', () => {
    const slips = cases.flatMap(({ entry }) =>
      findSlips(entry.text, entry.entities, [...entry.must, ...entry.mustNot]).map((slip) => `${entry.id}: ${slip}`),
    );
    expect(slips).toEqual([]);
  });

  test('never forbid what they ask for', () => {
    const contradictions = cases.flatMap(({ entry }) =>
      entry.mustNot.flatMap((forbidden) =>
        entry.must
          .filter(
            (asked) =>
              asked.relation === forbidden.relation &&
              (asked.subject === forbidden.subject ? asked.object === forbidden.object : mirrors(asked, forbidden)) &&
              asked.polarity === (forbidden.polarity ?? asked.polarity) &&
              asked.modality === (forbidden.modality ?? asked.modality),
          )
          .map(() => `${entry.id}: ${forbidden.subject} ${forbidden.relation} ${forbidden.object}`),
      ),
    );
    expect(contradictions).toEqual([]);
  });

  test('ask for every relation at least five times', () => {
    const asked = cases.flatMap(({ entry }) => entry.must.map((statement) => statement.relation));
    for (const { relation } of RELATIONS) {
      expect(asked.filter((name) => name === relation).length, relation).toBeGreaterThanOrEqual(5);
    }
  });
});

/** A symmetric relation holds either way round. */
function mirrors(a: { subject: string; relation: string; object: string }, b: { subject: string; object: string }) {
  return relationOf(a.relation).symmetric && a.subject === b.object && a.object === b.subject;
}
