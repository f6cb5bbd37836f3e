/** Read descriptions of people by their office: "the Russian leader", "the president", "his French counterpart". */
import { heldOn } from '../context.ts';
import type { PlacedReference } from '../tables.ts';
import type { Anaphor, Found } from './anaphor.ts';
import { rankAntecedents } from './salience.ts';
import { fitsTitle, titleOf, toldOffices } from './told-offices.ts';

export function officeOfState(anaphor: Anaphor, state: PlacedReference): Found | undefined {
  const { annotated, references, entities, knowledge, tokens, sentence, token } = anaphor;
  const wanted = titleOf(tokens, token).replace(/^(?:former|new|then|outgoing|late) /u, '');
  const start = tokens[token]!.start;
  const told = anaphor.told.filter(
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
    anaphor.told.some((one) => one.person === id && one.state !== undefined && one.state !== state.entity);
  const left = others.filter((id) => !toldElse(id));
  return people.size === 0 && holders.size === 0 && left.length === 1 && before.length === 1 && entities.has(left[0]!)
    ? { entities: left, score: 0.6, why: `"${wanted}" of ${state.text}, the only person named` }
    : undefined;
}

/** "the president", "the minister": who was given that title before, the last one first. */
export function titled(anaphor: Anaphor): Found | undefined {
  const { tokens, token } = anaphor;
  const wanted = titleOf(tokens, token);
  const start = tokens[token]!.start;
  const told = anaphor.told.filter((one) => one.start < start && fitsTitle(one.title, wanted));
  const people = [...new Set(told.map(({ person }) => person))];
  if (people.length === 0) return undefined;
  if (people.length === 1) return { entities: people, score: 0.8, why: `"${wanted}", the only one told before` };
  const ranked = rankAntecedents(anaphor, (one) => people.includes(one.entity), 2);
  const [first, second] = ranked;
  return first && first.weight - (second?.weight ?? 0) > 0.15
    ? { entities: [first.id], score: 0.6, why: `"${wanted}", the foremost of ${people.length}` }
    : undefined;
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

export function counterpart(anaphor: Anaphor, state: PlacedReference): Found | undefined {
  const { knowledge, tokens, token, told } = anaphor;
  const { start } = tokens[token]!;
  const subject = rankAntecedents(anaphor, (one) => one.label === 'Person', 1)[0];
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
