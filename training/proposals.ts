/**
 * Propose on annotated documents, for the judge to be fitted on: one JSON line a proposal, with its features and whether
 * the gold has it.
 *
 *   npx tsx training/proposals.ts GOLD.jsonl… > proposals.jsonl
 *
 * Entities are the gold's; a document's text is its own or, by id, that of shared/current-events. What the gold marks
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
import type { Article, Label, Reference, Resolved } from '../src/model.ts';
import { relationOf } from '../src/ontology.ts';
import { readKnowledge } from '../src/resolve/knowledge.ts';
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
const annotator = await openNewsEncoder();

for (const file of process.argv.slice(2)) {
  for (const gold of lines<Gold>(file)) {
    const item = stream.get(gold.id);
    const text = gold.text ?? item?.text;
    if (text === undefined) continue;
    const published = gold.published ?? item?.published;
    const article: Article = { id: createHash('sha256').update(text).digest('hex'), origin: `id:${gold.id}`, ref: gold.id, text, furniture: [], ...(published ? { published } : {}) };
    const [annotated] = await annotator.annotate([segment(article)]);
    // The tables know people and states by QID; the gold's ids are its own.
    const idOf = new Map(gold.entities.map((e) => [e.id, knownId(e.label, e.name) ?? e.id]));
    const references = surfaces(text, gold);
    const resolved: Resolved = {
      article,
      model: annotated!.model,
      sentences: annotated!.sentences.map((sentence) => ({
        ...sentence,
        references: references
          .filter((r) => r.start >= sentence.start && r.end <= sentence.end)
          .flatMap((r): Reference[] => {
            const first = sentence.tokens.findIndex((t) => t.end > r.start);
            const last = sentence.tokens.findLastIndex((t) => t.start < r.end);
            return first < 0 || last < first ? [] : [{ ...r, entity: idOf.get(r.entity)!, first, last, score: 1, why: 'gold', named: true }];
          }),
      })),
      entities: new Map(gold.entities.map((e) => [idOf.get(e.id)!, { id: idOf.get(e.id)!, label: e.label, name: e.name }])),
    };
    const key = (subject: string, relation: string, object: string): string => {
      const [a, b] = relationOf(relation).symmetric && subject > object ? [object, subject] : [subject, object];
      return `${a}|${relation}|${b}`;
    };
    const wanted = new Map(gold.statements.map((s) => [key(idOf.get(s.subject) ?? s.subject, s.relation, idOf.get(s.object) ?? s.object), s]));
    const found = new Set<string>();
    const knownOffice = knowOffices(resolved, knowledge, told);
    resolved.sentences.forEach((sentence, index) => {
      const scene = setScene(sentence);
      for (const candidate of propose(scene, knownOffice, index)) {
        const k = key(candidate.subject.reference.entity, candidate.relation, candidate.object.reference.entity);
        found.add(k);
        if (wanted.get(k)?.optional) continue;
        console.log(JSON.stringify({ document: gold.id, key: k, relation: candidate.relation, rule: candidate.rule, label: wanted.has(k) ? 1 : 0, features: featuresOf(scene, candidate) }));
      }
    });
    const missed = [...wanted].filter(([k, s]) => !found.has(k) && !s.optional).length;
    console.log(JSON.stringify({ document: gold.id, missed }));
  }
}
await annotator.close();

function knownId(label: Label, name: string): string | undefined {
  if (label === 'State') return knowledge.statesNamed(name)[0]?.id;
  return label === 'Person' ? knowledge.candidates(name).find((c) => c.known.label === 'Person')?.known.id : undefined;
}

/** Every occurrence of every surface form; where two overlap the longer stands, but an event may hold other names. */
function surfaces(text: string, gold: Gold): { start: number; end: number; text: string; entity: string; label: Label }[] {
  const found = gold.entities.flatMap((entity) =>
    entity.mentions.flatMap((surface) =>
      [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${surface.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu'))].map((m) => ({
        start: m.index,
        end: m.index + surface.length,
        text: surface,
        entity: entity.id,
        label: entity.label,
      })),
    ),
  );
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: typeof found = [];
  for (const one of found) {
    const clash = kept.some((k) => k.start < one.end && k.end > one.start && !(k.label === 'Event' && one.label !== 'Event'));
    if (!clash) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
