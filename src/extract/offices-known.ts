/** Known offices: which state or body a bare title means — "President Trump" — in the article at hand. */
import type { Entity, Reference, Resolved } from '../model.ts';
import type { Knowledge } from '../resolve/knowledge.ts';

/** The body of a bare title, and how it was found; undefined where the article names no such body. */
export type KnownOffice = (
  person: Reference,
  title: string,
  sentenceIndex: number,
) => { readonly body: Reference; readonly via: string } | undefined;

/** Titles of a whole state: without a body of their own they mean the state the talk is of. */
const NATIONAL =
  /\b(president|prime minister|premier|chancellor|king|queen|emperor|emir|sultan|prince|princess|vice president|minister|secretary of (state|defen[sc]e|the treasury|war)|supreme leader|taoiseach|head of state|foreign secretary|attorney general)\b/iu;

/** Looks up the tables by date of office, then what the article itself said, then the one state in question. */
export function knowOffices(resolved: Resolved, knowledge: Knowledge): KnownOffice {
  const states = resolved.sentences.flatMap((sentence, index) =>
    sentence.references
      .filter((r) => r.named && (r.label === 'State' || r.label === 'Institution'))
      .map((reference) => ({ reference, index })),
  );
  const onlyStates = states.filter(({ reference }) => reference.label === 'State');
  const distinct = new Set(onlyStates.map(({ reference }) => reference.entity));
  const published = resolved.article.published?.slice(0, 10);
  return (person, title, sentenceIndex) => {
    const entity: Entity | undefined = resolved.entities.get(person.entity);
    const offices = (entity && knowledge.byId.get(entity.id)?.offices) ?? [];
    const held = offices
      .filter(
        (office) =>
          office.of !== '' && (!published || office.from === '' || office.from.slice(0, published.length) <= published),
      )
      .sort((a, b) => (a.from < b.from ? 1 : -1));
    for (const office of held) {
      const found = states.find(({ reference }) => reference.entity === office.of);
      if (found) return { body: found.reference, via: 'office in the knowledge tables' };
    }
    if (held.length > 0 || !NATIONAL.test(title)) return undefined;
    if (distinct.size === 1) return { body: onlyStates[0]!.reference, via: 'the only state of the article' };
    const before = onlyStates.filter(
      ({ reference, index }) => index === sentenceIndex && reference.end <= person.start,
    );
    const here = onlyStates.filter(({ index }) => index === sentenceIndex);
    if (new Set(here.map(({ reference }) => reference.entity)).size === 1)
      return { body: here[0]!.reference, via: 'the only state of the sentence' };
    if (before.length > 0) return { body: before.at(-1)!.reference, via: 'the state named before' };
    return undefined;
  };
}
