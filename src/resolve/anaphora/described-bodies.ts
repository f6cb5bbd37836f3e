/** Read descriptions of states and bodies: "his country", "the government", "the ministry". */
import { foldName } from '../fold.ts';
import { childrenOf } from '../grammar.ts';
import type { PlacedReference } from '../tables.ts';
import type { Anaphor, Found } from './anaphor.ts';
import { rankAntecedents } from './salience.ts';

export const STATE_NOUNS: ReadonlySet<string> = new Set(['country', 'nation', 'government', 'kingdom', 'republic']);

export const BODY_NOUNS: ReadonlyMap<string, readonly string[]> = new Map([
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

/** "his country": the state whose office the person was told or is known to hold. */
export function ownState(anaphor: Anaphor): Found | undefined {
  const { references, entities, knowledge, tokens, sentence, token } = anaphor;
  const owner = childrenOf(tokens, token).find((j) => /^(?:his|her)$/iu.test(tokens[j]!.text));
  const person = references.find((one) => one.sentence === sentence && one.first === owner)?.entity;
  if (person === undefined) return undefined;
  const told = anaphor.told.find((one) => one.person === person && one.state !== undefined)?.state;
  const known = (knowledge.byId.get(person)?.offices ?? [])
    .map(({ of }) => of)
    .find((of) => entities.get(of)?.label === 'State');
  const state = told ?? known;
  return state === undefined
    ? undefined
    : { entities: [state], score: 0.75, why: `state of ${entities.get(person)?.name ?? 'the person'}` };
}

export function theState(anaphor: Anaphor, lemma: string): Found | undefined {
  const ranked = rankAntecedents(anaphor, (one) => one.label === 'State', 2);
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

export function theBody(anaphor: Anaphor, lemma: string, kinds: readonly string[]): Found | undefined {
  const { entities } = anaphor;
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
  const ranked = rankAntecedents(anaphor, fits, 3);
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
