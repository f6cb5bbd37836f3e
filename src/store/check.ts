/** Check: refuses a reading whose parts do not hang together, before a MATCH that finds nothing loses a row in silence. */
import type { Reading } from '../model.ts';
import { relationOf } from '../ontology.ts';

/** Throws an error that names the article, the part and what is wrong with it. */
export function checkReading({ article, sentences, entities, mentions, statements }: Reading): void {
  const refuse = (part: string, fault: string): never => {
    throw new Error(
      `article "${article.ref}" (${article.id.slice(0, 12)}): ${part}: ${fault}; this is a fault of Entente, please report it`,
    );
  };
  const ids = new Set(entities.map((entity) => entity.id));
  const locals = new Set(entities.map((entity) => entity.local));
  if (locals.size < entities.length) refuse('entities', 'two have the same local id');
  const needs = (part: string, id: string): void => {
    if (!ids.has(id)) refuse(part, `entity "${id}" is not among its entities`);
  };
  for (const mention of mentions) {
    needs(`mention "${mention.text}"`, mention.entity);
    if (!sentences[mention.sentence]) refuse(`mention "${mention.text}"`, `there is no sentence ${mention.sentence}`);
  }
  const seen = new Set<string>();
  for (const statement of statements) {
    const part = `statement ${statement.id}`;
    if (seen.has(statement.id)) refuse(part, 'its id is there twice');
    seen.add(statement.id);
    relationOf(statement.relation);
    needs(part, statement.subject);
    needs(part, statement.object);
    if (statement.attribution !== undefined) needs(part, statement.attribution);
    if (!sentences[statement.sentence]) refuse(part, `there is no sentence ${statement.sentence}`);
  }
}
