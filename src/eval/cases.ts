/** Cases: single sentences by phenomenon, each with what must and what must not be found; scored and held to a baseline. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LABELS, MODALITIES, POLARITIES } from '../model.ts';
import { relationOf } from '../ontology.ts';
import { align, collectSurfaces } from './align.ts';
import type { GoldDocument } from './gold.ts';
import type { ScoredRows } from './score.ts';

const Triple = { subject: z.string(), relation: z.string(), object: z.string() };
const Case = z.strictObject({
  id: z.string(),
  text: z.string(),
  published: z.string().optional(),
  entities: z.array(
    z.object({ id: z.string(), name: z.string(), label: z.enum(LABELS), mentions: z.array(z.string()) }),
  ),
  must: z.array(
    z.strictObject({
      ...Triple,
      polarity: z.enum(POLARITIES),
      modality: z.enum(MODALITIES),
      attribution: z.string().nullish(),
      date: z.string().optional(),
    }),
  ),
  mustNot: z.array(
    z.strictObject({ ...Triple, polarity: z.enum(POLARITIES).optional(), modality: z.enum(MODALITIES).optional() }),
  ),
});
export type Case = z.infer<typeof Case>;

/** Counts of one phenomenon. */
export interface CaseFigures {
  /** `must` statements, and how many were found with their polarity and actual-or-not. */
  must: number;
  found: number;
  /** `mustNot` statements, and how many were found all the same. */
  mustNot: number;
  violated: number;
  /** Of the pairs and relations found: polarity right. */
  matched: number;
  polarityRight: number;
  actualRight: number;
  /** Of the found that ask for one. */
  dated: number;
  dateRight: number;
  attributed: number;
  attributionRight: number;
}

export interface CaseError {
  readonly id: string;
  readonly text: string;
  readonly what: string;
}

export function readCases(folder: string): Case[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          if (line.trim() === '') return [];
          const parsed = Case.safeParse(JSON.parse(line));
          if (!parsed.success)
            throw new Error(`${join(folder, file)}:${index + 1}: ${parsed.error.issues[0]!.message}`);
          return [parsed.data];
        }),
    );
}

/** The case as a gold document, so that the same run reads it. */
export const toGold = (one: Case): GoldDocument => ({
  id: one.id,
  text: one.text,
  entities: one.entities,
  statements: [],
});

/** Figures by phenomenon (the part of the id before "/") and the cases that failed. */
export function scoreCases(
  cases: readonly Case[],
  rows: ScoredRows,
): { byPhenomenon: Map<string, CaseFigures>; errors: CaseError[] } {
  const entityById = new Map(rows.entities.map((entity) => [entity.id, entity]));
  const articleByRef = new Map(rows.articles.map((article) => [article.ref, article]));
  const byPhenomenon = new Map<string, CaseFigures>();
  const errors: CaseError[] = [];
  for (const one of cases) {
    const phenomenon = one.id.split('/')[0]!;
    const figures = byPhenomenon.get(phenomenon) ?? none();
    byPhenomenon.set(phenomenon, figures);
    const article = articleByRef.get(one.id);
    const mentions = rows.mentions.filter((mention) => mention.article === article?.id);
    const statements = rows.statements.filter((statement) => statement.article === article?.id);
    const aligned = align(toGold(one), collectSurfaces(mentions), (id) => entityById.get(id));
    const triples = (wanted: { subject: string; relation: string; object: string }) => {
      const [subject, object] = [aligned.get(wanted.subject), aligned.get(wanted.object)];
      return statements.filter(
        (s) =>
          s.relation === wanted.relation &&
          ((s.subject === subject && s.object === object) ||
            (relationOf(s.relation).symmetric && s.subject === object && s.object === subject)),
      );
    };
    for (const must of one.must) {
      figures.must += 1;
      const same = triples(must);
      const actual = (modality: string) => modality === 'actual';
      const hit = same.find((s) => s.polarity === must.polarity && actual(s.modality) === actual(must.modality));
      if (same.length > 0) {
        figures.matched += 1;
        figures.polarityRight += Number(same.some((s) => s.polarity === must.polarity));
        figures.actualRight += Number(same.some((s) => actual(s.modality) === actual(must.modality)));
      }
      const what = `${must.subject} ${must.relation} ${must.object} [${must.polarity}, ${must.modality}]`;
      if (!hit) {
        errors.push({
          id: one.id,
          text: one.text,
          what: `missed ${what}${same[0] ? `, found [${same[0].polarity}, ${same[0].modality}] by ${same[0].why}` : ''}`,
        });
        continue;
      }
      figures.found += 1;
      if (must.date) {
        figures.dated += 1;
        if (hit.date === must.date) figures.dateRight += 1;
        else
          errors.push({ id: one.id, text: one.text, what: `date of ${what}: ${hit.date ?? 'none'} for ${must.date}` });
      }
      if (must.attribution) {
        figures.attributed += 1;
        if (hit.attribution === aligned.get(must.attribution)) figures.attributionRight += 1;
        else
          errors.push({
            id: one.id,
            text: one.text,
            what: `attribution of ${what}: ${hit.attribution ?? 'none'} for ${must.attribution}`,
          });
      }
    }
    for (const banned of one.mustNot) {
      figures.mustNot += 1;
      const hit = triples(banned).find(
        (s) =>
          (relationOf(s.relation).symmetric || s.subject === aligned.get(banned.subject)) &&
          (banned.polarity === undefined || s.polarity === banned.polarity) &&
          (banned.modality === undefined || s.modality === banned.modality),
      );
      if (!hit) continue;
      figures.violated += 1;
      errors.push({
        id: one.id,
        text: one.text,
        what: `must not: ${banned.subject} ${banned.relation} ${banned.object} [${hit.polarity}, ${hit.modality}] by ${hit.why}`,
      });
    }
  }
  return { byPhenomenon, errors };
}

const none = (): CaseFigures => ({
  must: 0,
  found: 0,
  mustNot: 0,
  violated: 0,
  matched: 0,
  polarityRight: 0,
  actualRight: 0,
  dated: 0,
  dateRight: 0,
  attributed: 0,
  attributionRight: 0,
});

export function sumFigures(list: Iterable<CaseFigures>): CaseFigures {
  const sum = none();
  for (const figures of list) for (const key of Object.keys(sum) as (keyof CaseFigures)[]) sum[key] += figures[key];
  return sum;
}

/** Share of what a case asks that came out right: `must` found and `mustNot` kept. */
export const accuracyOf = (f: CaseFigures): number =>
  (f.found + f.mustNot - f.violated) / Math.max(1, f.must + f.mustNot);
