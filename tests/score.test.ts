import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type GoldDocument, readGold } from '../src/eval/gold.ts';
import { type ScoredRows, score } from '../src/eval/score.ts';
import type { ArticleRow, EntityRow, MentionRow, StatementRow } from '../src/graph/rows.ts';
import { packageRoot } from '../src/root.ts';

const shared = join(packageRoot, '..', 'shared');

const blank = { title: null, source: null, url: null, published: null, model: 'm' };

/** Rows as a reader would make them who forgets, mistakes and invents at the seeded dice's word. */
function corrupt(gold: readonly GoldDocument[], seed: number): ScoredRows {
  let state = seed;
  const dice = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const articles: ArticleRow[] = [];
  const entities: EntityRow[] = [];
  const mentions: MentionRow[] = [];
  const statements: StatementRow[] = [];
  for (const doc of gold) {
    if (dice() < 0.02) continue;
    const article = `sha-${doc.id}`;
    articles.push({ kind: 'article', id: article, ref: dice() < 0.5 ? doc.id : `in/${doc.id}.txt`, ...blank });
    const idOf = (id: string) => `${doc.id}/${id}`;
    for (const e of doc.entities) {
      const label = dice() < 0.1 ? 'Institution' : e.label;
      const aliases = e.mentions.slice(0, dice() < 0.5 ? 1 : undefined);
      const name = dice() < 0.3 ? e.mentions[0]! : e.name;
      entities.push({
        kind: 'entity',
        id: idOf(e.id),
        label,
        type: null,
        name,
        aliases,
        wikidata: null,
        iso2: null,
        iso3: null,
      });
      for (const text of e.mentions) {
        if (dice() < 0.15) continue;
        mentions.push({
          kind: 'mention',
          article,
          entity: idOf(e.id),
          text: dice() < 0.1 ? `the ${text}’s` : text,
          start: 0,
          end: 1,
        });
      }
    }
    for (const s of doc.statements) {
      if (dice() < 0.2) continue;
      const swap = dice() < 0.1;
      statements.push({
        kind: 'statement',
        id: `${article}${statements.length}`,
        article,
        subject: idOf(swap ? s.object : s.subject),
        object: idOf(swap ? s.subject : s.object),
        relation: dice() < 0.1 ? 'MET_WITH' : s.relation,
        polarity: dice() < 0.1 ? 'negated' : s.polarity,
        modality: dice() < 0.1 ? 'planned' : s.modality,
        attribution: s.attribution && dice() < 0.8 ? idOf(s.attribution) : null,
        relayedBy: [],
        date: null,
        sentence: 'S.',
        start: 0,
        end: 1,
        confidence: 1,
        why: 'dice',
      });
    }
  }
  return { articles, entities, mentions, statements };
}

describe('score', () => {
  const doc: GoldDocument = {
    id: 'a',
    entities: [
      { id: 'x', name: 'Ruritania', label: 'State', mentions: ['Ruritania', 'Ruritanian'] },
      { id: 'y', name: 'Graustark', label: 'State', mentions: ['Graustark'] },
    ],
    statements: [{ subject: 'x', relation: 'SANCTIONED', object: 'y', polarity: 'affirmed', modality: 'actual' }],
  };

  test('An exchanged subject and object is a spurious and a missed statement but one right pair', () => {
    const entities = doc.entities.map(
      (e): EntityRow => ({
        kind: 'entity',
        id: e.id,
        label: e.label,
        type: null,
        name: e.name,
        aliases: e.mentions,
        wikidata: null,
        iso2: null,
        iso3: null,
      }),
    );
    const article: ArticleRow = { kind: 'article', id: 'sha', ref: 'a', ...blank };
    const mentions = doc.entities.flatMap((e) =>
      e.mentions.map((text): MentionRow => ({ kind: 'mention', article: 'sha', entity: e.id, text, start: 0, end: 1 })),
    );
    const statement: StatementRow = {
      kind: 'statement',
      id: 's',
      article: 'sha',
      subject: 'y',
      relation: 'SANCTIONED',
      object: 'x',
      polarity: 'affirmed',
      modality: 'actual',
      attribution: null,
      relayedBy: [],
      date: null,
      sentence: 'S.',
      start: 0,
      end: 1,
      confidence: 1,
      why: 'w',
    };
    const report = score([doc], { articles: [article], entities, mentions, statements: [statement] });
    expect(report.statements).toMatchObject({ precision: 0, recall: 0, f1: 0 });
    expect(report.pairs.f1).toBe(1);
    expect(report.mentions.f1).toBe(1);
    expect(report.errors.map((e) => e.fault)).toEqual(['spurious', 'missed']);
  });

  test.skipIf(!existsSync(join(shared, 'eval/score.mjs')))(
    'Every figure equals that of the shared scorer, to the last digit, on exports full of faults',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'entente-score-'));
      for (const [file, seed] of [
        ['dev.jsonl', 1],
        ['dev-articles.jsonl', 2],
        ['train-articles.jsonl', 3],
      ] as const) {
        const gold = readGold(join(shared, 'gold', file));
        const rows = corrupt(gold, seed);
        const path = join(folder, file);
        const lines = [...rows.articles, ...rows.entities, ...rows.mentions, ...rows.statements];
        writeFileSync(path, lines.map((row) => JSON.stringify(row)).join('\n'));
        const printed = execFileSync(
          'node',
          [join(shared, 'eval/score.mjs'), join(shared, 'gold', file), path, '--json'],
          {
            encoding: 'utf8',
          },
        );
        const { errors: _errors, ...figures } = score(gold, rows);
        expect(JSON.parse(printed)).toEqual(figures);
      }
    },
  );
});
