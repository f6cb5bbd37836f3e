/** Tell the gender of the people an article names, from titles and first names. */
import type { Annotated, Entity } from '../../model.ts';
import type { Knowledge } from '../knowledge.ts';
import type { PlacedReference } from '../tables.ts';

export type Gender = 'm' | 'f';

const MALE =
  /^(?:mr\.?|king|prince|spokesman|chairman|sir|lord|congressman|pope|sheikh|ayatollah|businessman|statesman|emir|sultan)$/u;
const FEMALE =
  /^(?:mrs\.?|ms\.?|miss|queen|princess|spokeswoman|chairwoman|lady|congresswoman|businesswoman|empress)$/u;

/** Gender by entity id; people of whom nothing tells are absent. */
export function readGenders(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  knowledge: Knowledge,
): Map<string, Gender> {
  const genders = new Map<string, Gender>();
  for (const { entity: id, label, sentence, first } of references) {
    if (label !== 'Person' || genders.has(id)) continue;
    const { tokens } = annotated.sentences[sentence]!;
    const title = tokens[first - 1]?.text.toLowerCase() ?? '';
    const firstName = entities.get(id)?.name.split(/[\s]/u)[0] ?? '';
    const listed = knowledge.byId.get(id)?.gender || knowledge.genderOf(firstName);
    const gender =
      MALE.test(title) || MALE.test(firstName.toLowerCase())
        ? 'm'
        : FEMALE.test(title) || FEMALE.test(firstName.toLowerCase())
          ? 'f'
          : listed;
    if (gender === 'm' || gender === 'f') genders.set(id, gender);
  }
  return genders;
}
