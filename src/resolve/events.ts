/** Gather the event phrases of an article into events: "the talks" are those told before, "EU sanctions" not those of the US. */
import type { Entity } from '../model.ts';
import { EVENT_KINDS } from '../ontology.ts';
import { compareBy, groupBy } from '../order.ts';
import type { Context } from './context.ts';
import { type EventPhrase, findPhrases } from './event-phrases.ts';
import { foldName, slugOf } from './fold.ts';
import type { Named } from './named.ts';
import type { PlacedReference } from './tables.ts';

export interface Events {
  readonly references: readonly PlacedReference[];
  readonly entities: readonly Entity[];
}

/** Kinds of which an article mostly tells one, by whatever noun: "deal", "pact", "agreement". */
const ONE_AN_ARTICLE = new Set(['talks', 'agreement', 'ceasefire', 'war', 'sanctions', 'dispute', 'election', 'call']);
/** Nouns of those kinds that name a part or another thing of the kind: an offensive of the war, a campaign for sanctions. */
const PARTIAL =
  /^(?:campaign|battle|offensive|clash|clashes|resolution|protocol|tariffs?|restrictions?|row|tensions?|poll|runoff)$/u;
/** Nouns that, with "the", mean again an event of another kind: "the discussion" for a call, "the plan" for a ceasefire. */
const ANAPHORIC: readonly { readonly nouns: RegExp; readonly kinds: readonly string[] }[] = [
  { nouns: /^conversation$/u, kinds: ['call', 'meeting'] },
  { nouns: /^discussion$/u, kinds: ['call', 'meeting', 'talks'] },
  { nouns: /^(?:talks?|discussions?)$/u, kinds: ['meeting'] },
  { nouns: /^(?:meeting|session)$/u, kinds: ['talks'] },
  { nouns: /^(?:calls?|conversation)$/u, kinds: ['discussion'] },
  { nouns: /^(?:plan|proposal)$/u, kinds: ['plan', 'ceasefire'] },
  { nouns: /^(?:deal|agreement|pact)$/u, kinds: ['ceasefire'] },
  { nouns: /^(?:attacks?|bombings?|blasts?|strikes?|raids?|assault)$/u, kinds: ['attack'] },
  { nouns: /^(?:invasion|fighting|conflict)$/u, kinds: ['war'] },
  { nouns: /^(?:vote|ballot|poll)$/u, kinds: ['election'] },
];

/** Sentences after which "the talks" no longer are those told before. */
const MEMORY = 40;

/** Links event phrases; `references` are the links of all other names, which tell one event from another. */
export function linkEvents(names: readonly Named[], references: readonly PlacedReference[], context: Context): Events {
  const events: EventPhrase[][] = [];
  for (const phrase of findPhrases(names, references, context)) {
    const ranked = events
      .filter((told) => told[0]!.proper || phrase.sentence - told.at(-1)!.sentence <= MEMORY)
      .map((told, i) => ({
        told,
        fit: fitOf(phrase, told.length > 12 ? [...told.slice(0, 4), ...told.slice(-8)] : told),
        i,
      }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit || b.i - a.i);
    if (ranked[0]) ranked[0].told.push(phrase);
    else events.push([phrase]);
  }
  const taken = new Set<string>();
  const named = events.map((told) => ({ told, entity: toEvent(told, context, taken) }));
  return {
    entities: named.map(({ entity }) => entity),
    references: named.flatMap(({ told, entity }) => told.map((phrase, i) => toReference(phrase, i, told[0]!, entity))),
  };
}

function toReference(phrase: EventPhrase, i: number, first: EventPhrase, entity: Entity): PlacedReference {
  const { sentence, first: from, last, start, end, text, confidence, proper, head, reach } = phrase;
  const told = reach === 'known' ? 'definite' : 'same';
  return {
    sentence,
    first: from,
    last,
    start,
    end,
    text,
    entity: entity.id,
    label: 'Event',
    score: i === 0 ? Math.max(0.6, confidence) : reach === 'known' ? 0.8 : 0.7,
    why: proper ? 'name of an event' : i === 0 ? `event noun "${head}"` : `${told} "${head}", joins "${first.text}"`,
    named: true,
  };
}

/** How well a phrase tells again of an event that earlier phrases told; 0 for not at all. */
function fitOf(phrase: EventPhrase, told: readonly EventPhrase[]): number {
  const sameText = told.some((one) => foldName(one.text) === foldName(phrase.text));
  const proper = told.find((one) => one.proper)?.proper;
  if (phrase.proper) return proper?.id === phrase.proper.id ? 5 : sameText ? 4 : 0;
  if (phrase.reach === 'other' || conflict(phrase, told)) return 0;
  const shared = phrase.modifiers.some((word) => told.some((one) => one.modifiers.includes(word))) ? 0.5 : 0;
  const tied = facts(phrase).some((id) => told.some((one) => facts(one).includes(id))) ? 0.7 : 0;
  const sameHead = told.some((one) => one.head === phrase.head);
  const sameKind = told.some((one) => one.kind === phrase.kind);
  // One discussion is as like a call or a meeting; discussions are talks.
  const loose =
    ONE_AN_ARTICLE.has(phrase.kind) &&
    !PARTIAL.test(phrase.head) &&
    !told.concat(phrase).some(({ text }) => /discussion$/u.test(text));
  const extra = shared + tied + (sameText ? 0.6 : 0);
  if (sameHead && (phrase.reach !== 'new' || loose)) {
    // "strikes" may be other strikes each time they are told of.
    const plain = phrase.modifiers.length === 0 || shared > 0 || sameText;
    if (plain || loose || phrase.reach === 'known') return 2 + extra;
  }
  if (sameKind && loose && (phrase.reach !== 'new' || tied > 0)) return 1.5 + extra;
  if (phrase.reach !== 'known' || phrase.modifiers.length > 0) return 0;
  const again = ANAPHORIC.some(
    ({ nouns, kinds }) => nouns.test(phrase.head) && told.some((one) => kinds.includes(one.kind)),
  );
  return again ? 1 + extra : 0;
}

const facts = ({ owners, targets, places }: EventPhrase): readonly string[] => [...owners, ...targets, ...places];

/** Whether the two tell different facts: another number, other states, another place, another topic. */
function conflict(phrase: EventPhrase, told: readonly EventPhrase[]): boolean {
  const apart = (of: (one: EventPhrase) => readonly string[]): boolean => {
    const theirs = told.flatMap(of);
    return of(phrase).length > 0 && theirs.length > 0 && !of(phrase).some((one) => theirs.includes(one));
  };
  if (apart((one) => one.numbers) || apart((one) => one.modifiers)) return true;
  // Who imposes sanctions on whom, who strikes where, counts apart; talks belong to all whom the phrase ties to them.
  const roles = phrase.kind === 'sanctions' || phrase.kind === 'attack' || phrase.kind === 'plan';
  if (phrase.kind === 'call' || phrase.kind === 'meeting' || phrase.kind === 'talks') {
    // "Trump's conversation" and "his call with Putin" each tell one side; two who are told and two others are two events.
    const [own, theirs] = [facts(phrase), told.flatMap(facts)];
    const shared = own.filter((id) => theirs.includes(id)).length;
    const sides = Math.min(new Set(own).size, new Set(theirs).size);
    return sides >= 2 ? shared < sides : sides === 1 && shared === 0 && own.length + theirs.length > 2;
  }
  if (!roles) return apart(facts);
  return apart((one) => one.owners) || apart((one) => one.targets) || apart((one) => one.places);
}

function toEvent(told: readonly EventPhrase[], context: Context, taken: Set<string>): Entity {
  const proper = told.find((one) => one.proper)?.proper;
  const { kind } = told[0]!;
  if (proper) {
    taken.add(proper.id);
    return kind in EVENT_KINDS && !proper.kind ? { ...proper, kind } : proper;
  }
  const heads = groupBy(told, ({ head }) => head);
  // "30-day ceasefire" tells more than "Truce", however often the headline's word comes back.
  const fullest = [...told].sort(
    compareBy<EventPhrase>(
      (one) => (/\s/u.test(one.text) ? 0 : 1),
      (one) => -heads.get(one.head)!.length,
      (one) => -one.text.length,
      (one) => one.start,
    ),
  )[0]!;
  // A nominal event belongs to its article until merging finds who else tells of it.
  const slug = slugOf(fullest.text) || kind;
  const scope = context.annotated.article.id.slice(0, 8);
  let id = `event:${slug}@${scope}`;
  for (let n = 2; taken.has(id); n += 1) id = `event:${slug}-${n}@${scope}`;
  taken.add(id);
  return { id, label: 'Event', name: fullest.text, ...(kind in EVENT_KINDS ? { kind } : {}) };
}
