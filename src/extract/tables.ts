/** Extract by tables over the parse: cues propose, the clause around them decides polarity, modality, speaker and date. */
import { createHash } from 'node:crypto';
import type { Extractor } from '../extract.ts';
import type { Extracted, Resolved, Statement } from '../model.ts';
import { relationOf } from '../ontology.ts';
import { type Knowledge, readKnowledge } from '../resolve/knowledge.ts';
import { speakersOf } from './attribution.ts';
import { type Candidate, type Scene, setScene } from './candidate.ts';
import { circumstanceOf, isEnded, weighCircumstance } from './circumstance.ts';
import { dateOf } from './dates.ts';
import { type Judge, judge, readJudge } from './judge.ts';
import { proposeFromCues, proposeFromPairs, readCircumstance } from './learned.ts';
import { proposeFromNouns, proposeNounsFromWordOrder } from './nouns.ts';
import { proposeOffices } from './offices.ts';
import { type KnownOffice, knowOffices, readToldOffices, type ToldOffices } from './offices-known.ts';
import { proposeParticipants } from './participants.ts';
import { proposePlaces } from './places.ts';
import { findQuotes, type Quote } from './quotes.ts';
import { isVerbal } from './tree.ts';
import { proposeFromVerbs, proposeFromWordOrder } from './verbs.ts';

/** A speaker's own act is not a claim that somebody else is credited with (GUIDE 12). */
const SPEECH_ACTS = new Set([
  'URGED',
  'REJECTED',
  'PROPOSED',
  'CRITICIZED',
  'ACCUSED',
  'PRAISED',
  'WARNED',
  'THREATENED',
  'CALLED_FOR',
  'SUPPORTED',
  'HOLDS_OFFICE',
  'AFFILIATED_WITH',
  'LOCATED_IN',
  'MEMBER_OF',
]);

/** What goes on until somebody ends it; talks that were broken off had been held. */
const LASTING = new Set(['AIDED', 'COOPERATED_WITH']);

export async function openExtractor(options: { readonly knowledge?: Knowledge } = {}): Promise<Extractor> {
  const knowledge = options.knowledge ?? readKnowledge();
  const by = readJudge();
  const told = readToldOffices();
  return { extract: (resolved) => extractByTables(resolved, knowledge, told, by) };
}

export function extractByTables(resolved: Resolved, knowledge: Knowledge, told: ToldOffices, by: Judge): Extracted {
  const knownOffice = knowOffices(resolved, knowledge, told);
  const quotes = findQuotes(resolved);
  const statements = resolved.sentences.flatMap((sentence, k) => {
    if (sentence.references.length === 0) return [];
    const scene = setScene(sentence);
    const candidates = propose(scene, knownOffice, k);
    return candidates.flatMap((candidate) => {
      const probability = judge(by, scene, candidate, candidates);
      return probability === undefined ? [] : [state(resolved, scene, k, candidate, probability, quotes)];
    });
  });
  // Two proposals of the same words and arguments are one statement; the graph sorts them.
  return { ...resolved, statements: [...new Map(statements.map((s) => [s.id, s])).values()] };
}

/** All that a sentence's cues propose, each (subject, relation, object) once a cue. */
export function propose(scene: Scene, knownOffice: KnownOffice, sentenceIndex: number): Candidate[] {
  const offices = proposeOffices(scene, knownOffice, sentenceIndex);
  const inTitle = bodiesInTitles(offices);
  const isFree = (c: Candidate) => !inTitle.has(c.subject.reference.start) && !inTitle.has(c.object.reference.start);
  const acts = [
    ...proposePlaces(scene),
    ...proposeFromVerbs(scene),
    ...proposeFromNouns(scene),
    ...proposeParticipants(scene),
    ...proposeFromWordOrder(scene),
    ...proposeNounsFromWordOrder(scene),
  ];
  const all = [...offices, ...acts.filter(isFree)];
  const told = new Set(all.map((c) => c.relation));
  const learned = [...proposeFromPairs(scene), ...proposeFromCues(scene)]
    .filter((c) => relationOf(c.relation).standing || isFree(c))
    .filter((c) => !all.some((other) => isTaken(scene, c, other)))
    .map((c) => (told.has(c.relation) ? { ...c, rivalled: true } : c));
  const keys = new Set(learned.map(keyOf));
  const seen = new Set<string>();
  // The tables know the cue and the clause better; the heads add what they missed.
  return [...all.map((c) => (keys.has(keyOf(c)) ? { ...c, corroborated: true } : c)), ...learned].filter((c) => {
    const key = keyOf(c);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** "*U.S.* Secretary of State Marco Rubio said": a body inside a title before a name does not act itself (GUIDE 7). */
function bodiesInTitles(offices: readonly Candidate[]): ReadonlySet<number> {
  return new Set(
    offices
      .filter((c) => c.rule.includes('title before name') && c.object.reference.end <= c.subject.reference.start)
      .map((c) => c.object.reference.start),
  );
}

/**
 * The parse gives the verb another subject with the same object, or another object with the same subject, and a verb stands
 * between the two, so that they are not coordinated: "Zelenskyy said Putin had rejected the ceasefire" is no rejection of Zelenskyy's.
 */
function isTaken({ tree }: Scene, learned: Candidate, parsed: Candidate): boolean {
  if (learned.cue !== parsed.cue || learned.relation !== parsed.relation) return false;
  if (!parsed.rule.startsWith('verb ') || / in word order|by nearness/u.test(parsed.rule)) return false;
  const [subjects, objects] = (['subject', 'object'] as const).map((end) => [
    learned[end].reference,
    parsed[end].reference,
  ]);
  const [a, b] = subjects!.map((r) => r.entity);
  const [x, y] = objects!.map((r) => r.entity);
  if ((a === b) === (x === y)) return false;
  const [one, two] = (a === b ? objects! : subjects!).toSorted((r, s) => r.first - s.first);
  return tree.tokens.slice(one!.last + 1, two!.first).some(isVerbal);
}

function keyOf(c: Candidate): string {
  const [a, b] = [c.subject.reference.entity, c.object.reference.entity];
  return relationOf(c.relation).symmetric && a > b ? `${b}|${c.relation}|${a}` : `${a}|${c.relation}|${b}`;
}

function state(
  resolved: Resolved,
  scene: Scene,
  sentenceIndex: number,
  candidate: Candidate,
  probability: number,
  quotes: readonly Quote[],
): Statement {
  const { sentence, tree } = scene;
  const parties =
    candidate.polarity === 'affirmed'
      ? []
      : [candidate.subject.reference, candidate.object.reference].filter(
          (r) => r.start >= sentence.start && r.end <= sentence.end,
        );
  const rules = circumstanceOf(
    tree,
    candidate.carrier,
    sentence,
    candidate.presupposed ? 'presupposed' : 'governed',
    parties,
  );
  const isTold = relationOf(candidate.relation).standing || candidate.relation === 'LOCATED_IN';
  const weighed = isTold ? rules : weighCircumstance(rules, readCircumstance(scene, candidate.cue));
  // "skipped the summit": the head reads a negation off the verb that the row already tells.
  const turned =
    candidate.polarity ?? (LASTING.has(candidate.relation) && isEnded(tree, candidate.cue) ? 'negated' : undefined);
  const circumstance = turned === undefined ? weighed : { ...weighed, polarity: rules.polarity };
  const polarity =
    turned === 'negated'
      ? circumstance.polarity === 'negated'
        ? 'affirmed'
        : 'negated'
      : (turned ?? circumstance.polarity);
  const modality = candidate.modality ?? circumstance.modality;
  const cue = sentence.tokens[candidate.cue]!;
  const ownAct = (speaker: string) =>
    SPEECH_ACTS.has(candidate.relation) && speaker === candidate.subject.reference.entity;
  const ends = [candidate.subject.reference.entity, candidate.object.reference.entity];
  const told = speakersOf(scene, candidate.carrier, ends).filter((speaker) => !ownAct(speaker));
  const quoted = quotes.find(
    (quote) => quote.speaker !== undefined && quote.start <= cue.start && quote.end >= cue.end,
  );
  const speakers = told.length > 0 || !quoted || ownAct(quoted.speaker!) ? told : [quoted.speaker!];
  // The body of a bare title may be named in another sentence: the evidence is what stands in this one.
  const spans = [candidate.subject.reference, candidate.object.reference, cue].filter(
    (span) => span.start >= sentence.start && span.end <= sentence.end,
  );
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const body = [
    resolved.article.id,
    start,
    end,
    candidate.relation,
    candidate.subject.reference.entity,
    candidate.object.reference.entity,
    polarity,
    modality,
  ].join('\u0000');
  const date = relationOf(candidate.relation).standing
    ? undefined
    : dateOf(scene, candidate.carrier, modality, resolved.article.published);
  const via = [candidate.subject, candidate.object].map((d) => d.via).filter((v) => v !== 'named');
  return {
    id: createHash('sha256').update(body).digest('hex').slice(0, 24),
    subject: candidate.subject.reference.entity,
    relation: candidate.relation,
    object: candidate.object.reference.entity,
    polarity,
    modality,
    ...(speakers[0] ? { attribution: speakers[0] } : {}),
    relayedBy: speakers.slice(1),
    ...(date ? { date } : {}),
    sentence: sentenceIndex,
    start,
    end,
    confidence:
      Math.round(1000 * probability * Math.min(candidate.subject.reference.score, candidate.object.reference.score)) /
      1000,
    why: [candidate.rule, ...via, ...(circumstance.marks.length > 0 ? [circumstance.marks.join(' ')] : [])].join('; '),
    ...(candidate.title !== undefined ? { title: candidate.title } : {}),
    ...(candidate.status ? { status: candidate.status } : {}),
    ...(candidate.role ? { role: candidate.role } : {}),
  };
}
