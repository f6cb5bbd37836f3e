/** Link descriptions to what they describe: "the Russian leader", "the ministry", "the two sides", "his French counterpart". */
import type { Annotated, Entity, Token } from '../model.ts';
import { heldOn } from './context.ts';
import { foldName } from './fold.ts';
import { childrenOf, headOf } from './grammar.ts';
import type { Knowledge } from './knowledge.ts';
import { type Found, groupAt } from './pronouns.ts';
import { rankAntecedents } from './salience.ts';
import type { PlacedReference } from './tables.ts';

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const OFFICES = listed(
  'president leader minister premier chancellor king queen prince secretary-general secretary general chairman chairwoman chief governor mayor senator ambassador spokesman spokeswoman spokesperson ruler monarch emperor pontiff pope dictator commander envoy speaker director head politician lawmaker diplomat',
);
/** Heads of a state or its government: what "the Russian leader" may mean. */
const LEADING =
  /\b(?:president|prime minister|premier|chancellor|king|queen|emperor|sultan|emir|supreme leader|general secretary|leader|ruler|monarch|pope)\b/iu;
const STATE_NOUNS = listed('country nation government kingdom republic');
const BODY_NOUNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ministry', ['government']],
  ['department', ['government']],
  ['agency', ['igo', 'government', 'media']],
  ['parliament', ['government']],
  ['court', ['government', 'igo']],
  ['council', ['igo', 'government']],
  ['bloc', ['igo']],
  ['alliance', ['igo', 'party', 'armed_group']],
  ['union', ['igo']],
  ['organization', ['igo', 'armed_group', 'thinktank']],
  ['organisation', ['igo', 'armed_group', 'thinktank']],
  ['group', ['armed_group', 'igo', 'thinktank', 'company', 'party']],
  ['movement', ['armed_group', 'party']],
  ['militia', ['armed_group']],
  ['party', ['party']],
  ['company', ['company']],
  ['firm', ['company']],
  ['newspaper', ['media']],
  ['network', ['media']],
  ['broadcaster', ['media']],
  ['outlet', ['media']],
  ['magazine', ['media']],
  ['rebels', ['armed_group']],
  ['military', ['government']],
  ['watchdog', ['igo', 'thinktank']],
  ['fund', ['igo']],
  ['bank', ['igo', 'company']],
  ['institute', ['thinktank']],
]);
const PAIRS = listed('two both');
const COUNTS: ReadonlyMap<string, number> = new Map([
  ['two', 2],
  ['both', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
]);
const GROUP_NOUNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['country', ['State']],
  ['nation', ['State']],
  ['state', ['State']],
  ['government', ['State']],
  ['neighbor', ['State']],
  ['neighbour', ['State']],
  ['leader', ['Person']],
  ['man', ['Person']],
  ['woman', ['Person']],
  ['president', ['Person']],
  ['minister', ['Person']],
  ['politician', ['Person']],
  ['side', ['State', 'Institution', 'Person']],
  ['party', ['State', 'Institution', 'Person']],
  ['group', ['Institution']],
  ['ally', ['State']],
  ['organization', ['Institution']],
  ['', ['Person', 'State']],
]);

/** Whether a word may head a description: a quick look before the costly one. */
export function isDescribing(text: string, lemma: string): boolean {
  const [word, noun] = [text.toLowerCase(), lemma.toLowerCase()];
  return (
    OFFICES.has(noun) ||
    STATE_NOUNS.has(noun) ||
    BODY_NOUNS.has(noun) ||
    BODY_NOUNS.has(word) ||
    GROUP_NOUNS.has(noun) ||
    COUNTS.has(word) ||
    noun === 'counterpart'
  );
}

/** The token range and meaning of a description headed at `token`. */
export interface Described extends Found {
  readonly first: number;
  readonly last: number;
}

export function linkDescription(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  knowledge: Knowledge,
  sentence: number,
  token: number,
): Described | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const noun = tokens[token]!;
  const here = references.filter((one) => one.sentence === sentence);
  if (here.some((one) => one.first <= token && token <= one.last)) return undefined;
  const children = childrenOf(tokens, token);
  const words = children.filter((j) => j < token).map((j) => tokens[j]!.text.toLowerCase());
  const count = [...words, noun.text.toLowerCase()].map((word) => COUNTS.get(word)).find((n) => n !== undefined);
  const definite = words.some((word) => /^(?:the|both|this|that|his|her|their|its|these|those)$/u.test(word));
  const correlative =
    words.includes('both') &&
    childrenOf(tokens, token)
      .concat(children.flatMap((j) => childrenOf(tokens, j)))
      .some((j) => tokens[j]!.rel === 'cc');
  if (count !== undefined && !correlative && (definite || PAIRS.has(noun.text.toLowerCase())))
    return pair(annotated, references, sentence, token, count);
  if (noun.upos !== 'NOUN' && noun.upos !== 'PROPN') return undefined;
  if (names(tokens, here, token)) return undefined;
  const state = ownerOf(tokens, here, token);
  const lemma = noun.lemma.toLowerCase();
  const first = Math.min(
    token,
    ...children.filter((j) => j < token && /^(?:det|amod|compound|nmod:poss)$/u.test(tokens[j]!.rel)),
  );
  const at = { first, last: token };
  if (STATE_NOUNS.has(lemma) && words.some((word) => /^(?:his|her)$/u.test(word)))
    return withRange(ownState(annotated, references, entities, knowledge, sentence, token), at);
  if (lemma === 'counterpart')
    return withRange(counterpart(annotated, references, entities, knowledge, sentence, token, state), at);
  if (OFFICES.has(lemma) && noun.text === noun.text.replace(/s$/u, '') && (definite || state)) {
    return withRange(
      state
        ? officeOfState(annotated, references, entities, knowledge, sentence, token, state)
        : definite
          ? titled(annotated, references, sentence, token)
          : undefined,
      at,
    );
  }
  if (!definite || state) return undefined;
  if (STATE_NOUNS.has(lemma) && !/s$/u.test(noun.text))
    return withRange(theState(annotated, references, sentence, token, lemma), at);
  const kinds = BODY_NOUNS.get(lemma) ?? BODY_NOUNS.get(noun.text.toLowerCase());
  const body = kinds
    ? withRange(theBody(annotated, references, entities, sentence, token, lemma, kinds), at)
    : undefined;
  return body && !repeats(body, here) ? body : undefined;
}

/** "the NATO alliance" names what it describes. */
function repeats(found: Described, here: readonly PlacedReference[]): boolean {
  return here.some((one) => one.first >= found.first && one.last <= found.last && found.entities.includes(one.entity));
}

const withRange = (found: Found | undefined, range: { first: number; last: number }): Described | undefined =>
  found ? { ...found, ...range } : undefined;

/** Does a name say who the description is ("the president, Vladimir Putin"; "President Putin"), or is it said of a name? */
function names(tokens: readonly Token[], here: readonly PlacedReference[], token: number): boolean {
  const heads = here
    .filter(({ label }) => label === 'Person' || label === 'Institution')
    .map((one) => ({ one, head: headOf(tokens, one.first, one.last) }));
  const linked = heads.some(
    ({ head }) =>
      (tokens[head]!.head === token && /^(?:flat|appos|nmod:desc)/u.test(tokens[head]!.rel)) ||
      tokens[token]!.head === head,
  );
  const beside = here.some(
    (one) =>
      (one.label === 'Person' || one.label === 'Institution') &&
      (one.first === token + 1 || (one.first === token + 2 && tokens[token + 1]!.text === ',')),
  );
  // "the U.S. ambassador to Venezuela, William Brownfield"
  const later = here.find(
    (one) =>
      one.label === 'Person' && one.first > token && one.first <= token + 7 && tokens[one.first - 1]!.text === ',',
  );
  if (later && tokens.slice(token + 1, later.first).every((one) => one.upos !== 'VERB' && one.upos !== 'AUX'))
    return true;
  const { rel } = tokens[token]!;
  const cop = childrenOf(tokens, token).some((j) => tokens[j]!.rel === 'cop');
  return linked || beside || /^(?:appos|flat|compound)/u.test(rel) || cop;
}

/** The state that the description belongs to: "Russian", "Ukraine's", "of France". */
function ownerOf(
  tokens: readonly Token[],
  here: readonly PlacedReference[],
  token: number,
): PlacedReference | undefined {
  return here.find((one) => {
    if (one.label !== 'State') return false;
    const head = headOf(tokens, one.first, one.last);
    return tokens[head]!.head === token && /^(?:amod|compound|nmod)/u.test(tokens[head]!.rel);
  });
}

/** The title that the description gives: "foreign minister" for the token "minister". */
function titleOf(tokens: readonly Token[], token: number): string {
  const parts = childrenOf(tokens, token).filter(
    (j) => j < token && /^(?:compound|amod)$/u.test(tokens[j]!.rel) && !/^\p{Lu}/u.test(tokens[j]!.text),
  );
  return [...parts.map((j) => tokens[j]!.text.toLowerCase()), tokens[token]!.text.toLowerCase()].join(' ');
}

/** Titles that stand before or after the names of each person of the article, with the state told beside them. */
function toldOffices(
  annotated: Annotated,
  references: readonly PlacedReference[],
): { readonly person: string; readonly state: string | undefined; readonly title: string; readonly start: number }[] {
  return references
    .filter(({ label }) => label === 'Person')
    .flatMap((one) => {
      const { tokens } = annotated.sentences[one.sentence]!;
      const title = tokens.slice(Math.max(0, one.first - 4), one.first);
      const close = tokens.findIndex(
        (token, i) => i > one.last + 1 && (token.text === ',' || token.upos === 'VERB' || token.upos === 'AUX'),
      );
      const after =
        tokens[one.last + 1]?.text === ','
          ? tokens.slice(one.last + 2, Math.min(one.last + 8, close < 0 ? tokens.length : close))
          : [];
      const beside = references.find(
        (other) =>
          other.label === 'State' &&
          other.sentence === one.sentence &&
          ((other.last < one.first && other.last >= one.first - 5) ||
            (other.first > one.last && other.last <= one.last + 1 + after.length)),
      );
      const words = [...title, ...after].map((token) => token.text.toLowerCase());
      return words.some((word) => OFFICES.has(word))
        ? [{ person: one.entity, state: beside?.entity, title: words.join(' '), start: one.start }]
        : [];
    });
}

function fitsTitle(title: string, wanted: string): boolean {
  const head = wanted.split(' ').at(-1)!;
  if (head === 'leader' || head === 'ruler')
    return (
      LEADING.test(title) &&
      !/\bminister\b/iu.test(title.replaceAll(/prime minister/giu, '')) &&
      !/vice|deputy/iu.test(title)
    );
  if (wanted === 'president') return /president/iu.test(title) && !/vice/iu.test(title);
  return wanted.split(' ').every((word) => foldName(title).split(' ').includes(word));
}

function officeOfState(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  knowledge: Knowledge,
  sentence: number,
  token: number,
  state: PlacedReference,
): Found | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const wanted = titleOf(tokens, token).replace(/^(?:former|new|then|outgoing|late) /u, '');
  const start = tokens[token]!.start;
  const told = toldOffices(annotated, references).filter(
    (one) => one.start < start && one.state === state.entity && fitsTitle(one.title, wanted),
  );
  const people = new Set(told.map(({ person }) => person));
  if (people.size === 1)
    return { entities: [told[0]!.person], score: 0.85, why: `"${wanted}" of ${state.text}, told before` };
  const known = references.filter(
    (one) =>
      one.label === 'Person' &&
      one.start < start &&
      (knowledge.byId.get(one.entity)?.offices ?? []).some(
        (office) =>
          office.of === state.entity && fitsTitle(office.title, wanted) && heldOn(office, annotated.article.published),
      ),
  );
  const holders = new Set(known.map(({ entity }) => entity));
  if (holders.size === 1)
    return { entities: [known[0]!.entity], score: 0.8, why: `"${wanted}" of ${state.text} by the tables` };
  // "Venezuela's president … Mr. Chávez": the name follows.
  const follows = references.filter(
    (one) => one.label === 'Person' && one.start > start && one.sentence <= sentence + 2,
  );
  const named = new Set([
    ...toldOffices(annotated, follows.concat(references.filter(({ label }) => label === 'State')))
      .filter((one) => one.state === state.entity && fitsTitle(one.title, wanted))
      .map(({ person }) => person),
    ...follows
      .filter((one) =>
        (knowledge.byId.get(one.entity)?.offices ?? []).some(
          (office) =>
            office.of === state.entity &&
            fitsTitle(office.title, wanted) &&
            heldOn(office, annotated.article.published),
        ),
      )
      .map(({ entity }) => entity),
  ]);
  if (people.size === 0 && holders.size === 0 && named.size === 1)
    return { entities: [...named], score: 0.7, why: `"${wanted}" of ${state.text}, named after` };
  // The only person so far, one whose state is no other: "Putin … the Russian leader".
  const before = [
    ...new Set(references.filter((one) => one.label === 'Person' && one.start < start).map(({ entity }) => entity)),
  ];
  const others = before.filter(
    (id) => !(knowledge.byId.get(id)?.offices ?? []).some((office) => office.of !== '' && office.of !== state.entity),
  );
  const toldElse = (id: string): boolean =>
    toldOffices(annotated, references).some(
      (one) => one.person === id && one.state !== undefined && one.state !== state.entity,
    );
  const left = others.filter((id) => !toldElse(id));
  return people.size === 0 && holders.size === 0 && left.length === 1 && before.length === 1 && entities.has(left[0]!)
    ? { entities: left, score: 0.6, why: `"${wanted}" of ${state.text}, the only person named` }
    : undefined;
}

/** "the president", "the minister": who was given that title before, the last one first. */
function titled(
  annotated: Annotated,
  references: readonly PlacedReference[],
  sentence: number,
  token: number,
): Found | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const wanted = titleOf(tokens, token);
  const start = tokens[token]!.start;
  const told = toldOffices(annotated, references).filter((one) => one.start < start && fitsTitle(one.title, wanted));
  const people = [...new Set(told.map(({ person }) => person))];
  if (people.length === 0) return undefined;
  if (people.length === 1) return { entities: people, score: 0.8, why: `"${wanted}", the only one told before` };
  const ranked = rankAntecedents(annotated, references, { sentence, token }, (one) => people.includes(one.entity), 2);
  const [first, second] = ranked;
  return first && first.weight - (second?.weight ?? 0) > 0.15
    ? { entities: [first.id], score: 0.6, why: `"${wanted}", the foremost of ${people.length}` }
    : undefined;
}

function counterpart(
  annotated: Annotated,
  references: readonly PlacedReference[],
  _entities: ReadonlyMap<string, Entity>,
  knowledge: Knowledge,
  sentence: number,
  token: number,
  state: PlacedReference | undefined,
): Found | undefined {
  if (!state) return undefined;
  const start = annotated.sentences[sentence]!.tokens[token]!.start;
  const told = toldOffices(annotated, references);
  const subject = rankAntecedents(annotated, references, { sentence, token }, (one) => one.label === 'Person', 1)[0];
  const title = subject
    ? (told.find((one) => one.person === subject.id)?.title ?? knowledge.byId.get(subject.id)?.offices[0]?.title)
    : undefined;
  if (title === undefined) return undefined;
  const same = told.filter(
    (one) =>
      one.start < start &&
      one.state === state.entity &&
      one.person !== subject!.id &&
      OFFICE_WORDS.some((word) => title.toLowerCase().includes(word) && one.title.includes(word)),
  );
  const people = [...new Set(same.map(({ person }) => person))];
  return people.length === 1 ? { entities: people, score: 0.75, why: `counterpart in ${state.text}` } : undefined;
}
const OFFICE_WORDS = [
  'president',
  'prime minister',
  'foreign minister',
  'defense minister',
  'defence minister',
  'foreign secretary',
  'chancellor',
  'minister',
];

/** "his country": the state whose office the person was told or is known to hold. */
function ownState(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  knowledge: Knowledge,
  sentence: number,
  token: number,
): Found | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const owner = childrenOf(tokens, token).find((j) => /^(?:his|her)$/iu.test(tokens[j]!.text));
  const person = references.find((one) => one.sentence === sentence && one.first === owner)?.entity;
  if (person === undefined) return undefined;
  const told = toldOffices(annotated, references).find(
    (one) => one.person === person && one.state !== undefined,
  )?.state;
  const known = (knowledge.byId.get(person)?.offices ?? [])
    .map(({ of }) => of)
    .find((of) => entities.get(of)?.label === 'State');
  const state = told ?? known;
  return state === undefined
    ? undefined
    : { entities: [state], score: 0.75, why: `state of ${entities.get(person)?.name ?? 'the person'}` };
}

function theState(
  annotated: Annotated,
  references: readonly PlacedReference[],
  sentence: number,
  token: number,
  lemma: string,
): Found | undefined {
  const ranked = rankAntecedents(annotated, references, { sentence, token }, (one) => one.label === 'State', 2);
  const [first, second] = ranked;
  if (!first) return undefined;
  const margin = first.weight - (second?.weight ?? 0);
  if (second && margin < 0.25) return undefined;
  return {
    entities: [first.id],
    score: second ? 0.6 : 0.75,
    why: `"the ${lemma}", ${second ? 'foremost' : 'only'} state before`,
  };
}

function theBody(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  sentence: number,
  token: number,
  lemma: string,
  kinds: readonly string[],
): Found | undefined {
  const isNamed = (one: PlacedReference): boolean =>
    foldName(one.text).split(' ').includes(lemma.replace(/s$/u, '')) ||
    foldName(entities.get(one.entity)?.name ?? '')
      .split(' ')
      .includes(lemma.replace(/s$/u, ''));
  const fits = (one: PlacedReference): boolean =>
    one.label === 'Institution' &&
    (isNamed(one) ||
      kinds.includes(entities.get(one.entity)?.kind ?? '') ||
      (lemma === 'group' && entities.get(one.entity)?.kind === undefined));
  const ranked = rankAntecedents(annotated, references, { sentence, token }, fits, 3);
  const saying = ranked.filter(({ reference }) => isNamed(reference));
  const pool = saying.length > 0 ? saying : ranked;
  const [first, second] = pool;
  if (!first || (second && first.weight - second.weight < 0.2)) return undefined;
  return {
    entities: [first.id],
    score: (saying.length > 0 ? 0.8 : 0.65) - (second ? 0.1 : 0),
    why: `"the ${lemma}", ${saying.length > 0 ? 'a name that says so' : 'a body of that kind'}`,
  };
}

/** "the two sides", "both leaders", "the six countries": as many of one label as were named together before. */
function pair(
  annotated: Annotated,
  references: readonly PlacedReference[],
  sentence: number,
  token: number,
  count: number,
): Described | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const noun = tokens[token]!;
  const alone = COUNTS.has(noun.text.toLowerCase());
  const labels = alone ? ['Person', 'State'] : GROUP_NOUNS.get(noun.lemma.toLowerCase());
  if (!labels || (alone && !/^(?:nsubj|obj|conj|obl)/u.test(noun.rel))) return undefined;
  const start = noun.start;
  const children = childrenOf(tokens, token).filter(
    (j) => j < token && /^(?:det|nummod|amod|compound)/u.test(tokens[j]!.rel),
  );
  const first = Math.min(token, ...children);
  for (let back = 0; back <= 2 && sentence - back >= 0; back += 1) {
    const of = references.filter((one) => one.sentence === sentence - back && one.start < start && one.named);
    for (const label of labels) {
      const ids = [...new Set(of.filter((one) => one.label === label).map(({ entity }) => entity))];
      if (ids.length === count)
        return {
          entities: ids,
          first,
          last: token,
          score: 0.75 - 0.08 * back,
          why: `"${[...children.map((j) => tokens[j]!.text), noun.text].join(' ')}", the ${count} named together${back > 0 ? ` ${back} back` : ''}`,
        };
    }
    const mixed = [...new Set(of.filter((one) => labels.includes(one.label)).map(({ entity }) => entity))];
    if (back === 0 && labels.length > 1 && mixed.length === count)
      return { entities: mixed, first, last: token, score: 0.6, why: `the ${count} named together` };
    const { tokens: earlier } = annotated.sentences[sentence - back]!;
    for (const [i, one] of earlier.entries()) {
      if (!/^(?:nsubj|obj|obl|nmod)/u.test(one.rel) || (back === 0 && i >= first)) continue;
      const group = groupAt(
        earlier,
        of.filter((ref) => labels.includes(ref.label)),
        i,
      );
      if (group.length === count)
        return {
          entities: group,
          first,
          last: token,
          score: 0.65 - 0.08 * back,
          why: `the ${count} named side by side`,
        };
    }
  }
  // Just so many of a label in all that came before.
  for (const label of labels) {
    const ids = [
      ...new Set(
        references.filter((one) => one.label === label && one.start < start && one.named).map(({ entity }) => entity),
      ),
    ];
    if (ids.length === count)
      return { entities: ids, first, last: token, score: 0.6, why: `the only ${count} named so far` };
  }
  return undefined;
}
