/**
 * Propose on annotated documents, for the judge to be fitted on: one JSON line a proposal, with its features and whether
 * the gold has it.
 *
 *   npx tsx training/proposals.ts GOLD.jsonl… > proposals.jsonl      # ENTENTE_MODEL names another encoder's folder
 *
 * Entities are the machine's, aligned with the gold's as the scorer does; a document's text is its own or, by id, that of shared/current-events. What the gold marks
 * optional is left out. A last line a document counts the gold statements that no proposal has.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openNewsEncoder } from '../src/annotate/news-encoder.ts';
import { setScene } from '../src/extract/candidate.ts';
import { featuresOf } from '../src/extract/judge.ts';
import { knowOffices, readToldOffices } from '../src/extract/offices-known.ts';
import { propose } from '../src/extract/tables.ts';
import { align, collectSurfaces } from '../src/eval/align.ts';
import type { Article, Label } from '../src/model.ts';
import { relationOf } from '../src/ontology.ts';
import { readKnowledge } from '../src/resolve/knowledge.ts';
import { openResolver } from '../src/resolve/tables.ts';
import { packageRoot } from '../src/root.ts';
import { segment } from '../src/segment/sentences.ts';

interface Gold {
  id: string;
  text?: string;
  published?: string;
  entities: { id: string; name: string; label: Label; mentions: string[] }[];
  statements: { subject: string; relation: string; object: string; optional?: boolean }[];
}

const shared = process.env['ENTENTE_DATA'] ?? join(packageRoot, '..', 'shared');
const lines = <T>(file: string): T[] => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as T);
const stream = new Map(
  readdirSync(join(shared, 'current-events'))
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => lines<{ id: string; text: string; published: string }>(join(shared, 'current-events', file)))
    .map((item) => [item.id, item]),
);
const knowledge = readKnowledge();
const told = readToldOffices();
const annotator = await openNewsEncoder(process.env.ENTENTE_MODEL ? { model: process.env.ENTENTE_MODEL } : {});
const resolver = await openResolver();

for (const file of process.argv.slice(2)) {
  for (const gold of lines<Gold>(file)) {
    const item = stream.get(gold.id);
    const text = gold.text ?? item?.text;
    if (text === undefined) continue;
    const published = gold.published ?? item?.published;
    const article: Article = { id: createHash('sha256').update(text).digest('hex'), origin: `id:${gold.id}`, ref: gold.id, text, furniture: [], ...(published ? { published } : {}) };
    const [annotated] = await annotator.annotate([segment(article)]);
    const resolved = resolver.resolve(annotated!);
    const mentions = resolved.sentences.flatMap((sentence) =>
      sentence.references.filter((r) => r.named).map(({ entity, text, start, end }) => ({ article: article.id, entity, text, start, end })),
    );
    const aligned = align({ ...gold, statements: [] }, collectSurfaces(mentions), (id) => {
      const entity = resolved.entities.get(id);
      return entity && { ...entity, aliases: [] };
    });
    const key = (subject: string, relation: string, object: string): string => {
      const [a, b] = relationOf(relation).symmetric && subject > object ? [object, subject] : [subject, object];
      return `${a}|${relation}|${b}`;
    };
    const wanted = new Map(gold.statements.map((s) => [key(aligned.get(s.subject) ?? `gold:${s.subject}`, s.relation, aligned.get(s.object) ?? `gold:${s.object}`), s]));
    const found = new Set<string>();
    const knownOffice = knowOffices(resolved, knowledge, told);
    resolved.sentences.forEach((sentence, index) => {
      const scene = setScene(sentence);
      const candidates = propose(scene, knownOffice, index);
      for (const candidate of candidates) {
        const k = key(candidate.subject.reference.entity, candidate.relation, candidate.object.reference.entity);
        found.add(k);
        if (wanted.get(k)?.optional) continue;
        console.log(JSON.stringify({ document: gold.id, key: k, relation: candidate.relation, rule: candidate.rule, label: wanted.has(k) ? 1 : 0, features: featuresOf(scene, candidate, candidates) }));
      }
    });
    const missed = [...wanted].filter(([k, s]) => !found.has(k) && !s.optional).length;
    console.log(JSON.stringify({ document: gold.id, missed }));
  }
}
await annotator.close();
