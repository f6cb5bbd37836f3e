/** The words that state relations: ontology/lexicon.json, checked and indexed by lemma. */
import { z } from 'zod';
import { LABELS } from '../model.ts';
import { readData, relationOf } from '../ontology.ts';

const Words = z.array(z.string());
const NOUN_CLASSES = ['forces', 'weapons', 'aid', 'envoys', 'ties', 'goods', 'hardware'] as const;
const COMPLEMENTS = ['insults', 'compliments', 'unwelcome'] as const;

const Frame = {
  relation: z.string(),
  /** Roles whose fillers are the subject or the object; the first that is filled wins for the subject, all count for the object. */
  subject: Words.optional(),
  object: Words,
  subjectTypes: z.array(z.enum(LABELS)).optional(),
  objectTypes: z.array(z.enum(LABELS)).optional(),
};

const VerbRow = z.strictObject({
  ...Frame,
  lemma: z.string(),
  /** Class of the verb's direct object: "send *troops* to". */
  objClass: z.enum(NOUN_CLASSES).optional(),
  /** The object's own word, in idioms: "pour *scorn* on". */
  objLemmas: Words.optional(),
  /** Preposition and noun, one of which must be there, in idioms: "put X *under arrest*" is `under_arrest`. */
  phrases: Words.optional(),
  /** Class of what the object is called or declared: "called the vote a *farce*". */
  complement: z.enum(COMPLEMENTS).optional(),
  /** Infinitives of which one must be there: "ordered the ambassador *to leave*". */
  infinitive: Words.optional(),
  /** Event kinds that the object must be of. */
  objectKinds: Words.optional(),
  /** Prepositions that must be there too: "provide X *with*". */
  needs: Words.optional(),
  /** The infinitive below the verb must be one of these. */
  xcompLemmas: Words.optional(),
  /** Asks for a clause that says what is to be done: "told him *to leave*". */
  clause: z.boolean().optional(),
  /** The object is whom something is told. */
  addressee: z.boolean().optional(),
  /** Places below the direct object count too: "killed six people in Gaza". */
  ownObject: z.boolean().optional(),
  polarity: z.literal('negated').optional(),
});
export type VerbRow = z.infer<typeof VerbRow>;

const NounRow = z.strictObject({
  ...Frame,
  nouns: Words,
  /** Prepositions that name both parties: "talks between A and B". */
  pair: Words.optional(),
  /** Counts only under one of these light verbs. */
  carried: Words.optional(),
  /** Counts only with one of these modifiers: "*phone* call to". */
  modifiedBy: Words.optional(),
  /** Weak evidence: only where no better row of the same noun fits. */
  weak: z.boolean().optional(),
});
export type NounRow = z.infer<typeof NounRow>;

const Lexicon = z.strictObject({
  about: z.string(),
  verbs: z.array(VerbRow),
  adjectives: z.array(VerbRow),
  nouns: z.array(NounRow),
  lightVerbs: Words,
  reportingVerbs: Words,
  planningVerbs: Words,
  requestingVerbs: Words,
  negatingVerbs: Words,
  objectControlVerbs: Words,
  proxyNouns: Words,
  privateNouns: Words,
  placeNouns: Words,
  officeNouns: Words,
  affiliationNouns: Words,
  privateTitles: Words,
  pastOffice: Words,
  receivingVerbs: Words,
  conveying: Words,
  becoming: Words,
  leaving: Words,
  forces: Words,
  weapons: Words,
  aid: Words,
  envoys: Words,
  ties: Words,
  goods: Words,
  hardware: Words,
  insults: Words,
  compliments: Words,
  unwelcome: Words,
});

const raw = readData('ontology/lexicon.json', Lexicon);

function byKey<T>(rows: readonly T[], keysOf: (row: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const row of rows) for (const key of keysOf(row)) index.set(key, [...(index.get(key) ?? []), row]);
  return index;
}

for (const row of [...raw.verbs, ...raw.adjectives, ...raw.nouns]) relationOf(row.relation);

export const lexicon = {
  verbs: byKey(raw.verbs, (row) => [row.lemma]),
  adjectives: byKey(raw.adjectives, (row) => [row.lemma]),
  nouns: byKey(raw.nouns, (row) => row.nouns),
  light: new Set(raw.lightVerbs),
  reporting: new Set(raw.reportingVerbs),
  planning: new Set(raw.planningVerbs),
  requesting: new Set(raw.requestingVerbs),
  negating: new Set(raw.negatingVerbs),
  objectControl: new Set(raw.objectControlVerbs),
  proxies: new Set(raw.proxyNouns),
  /** Proxies of a body, but never of the state that they come from (GUIDE 4, 16). */
  privateNouns: new Set(raw.privateNouns),
  places: new Set(raw.placeNouns),
  offices: new Set(raw.officeNouns),
  affiliations: new Set(raw.affiliationNouns),
  /** Titles of private and armed bodies: their holders are AFFILIATED_WITH (GUIDE 28). */
  privateTitles: new Set(raw.privateTitles),
  pastOffice: new Set(raw.pastOffice),
  /** Light verbs whose subject undergoes the noun: "drew criticism from", "won the backing of". */
  receiving: new Set(raw.receivingVerbs),
  /** Verbs of which a noun is the subject that somebody sends: "from Colombia *came* a warning to Peru". */
  conveying: new Set(raw.conveying),
  becoming: new Set(raw.becoming),
  leaving: new Set(raw.leaving),
  classes: {
    forces: new Set(raw.forces),
    weapons: new Set(raw.weapons),
    aid: new Set(raw.aid),
    envoys: new Set(raw.envoys),
    ties: new Set(raw.ties),
    goods: new Set(raw.goods),
    hardware: new Set(raw.hardware),
    insults: new Set(raw.insults),
    compliments: new Set(raw.compliments),
    unwelcome: new Set(raw.unwelcome),
  },
} as const;
