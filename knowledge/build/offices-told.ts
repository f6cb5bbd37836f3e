/**
 * Offices told: who held which office of which state by the annotators' training documents, for names that the tables of
 * office holders lack ("President Bush"). npx tsx knowledge/build/offices-told.ts → knowledge/offices-told.csv
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldName } from '../../src/resolve/fold.ts';
import { readKnowledge } from '../../src/resolve/knowledge.ts';
import { packageRoot } from '../../src/root.ts';

const folder = join(packageRoot, 'knowledge');
const shared = join(packageRoot, '..', 'shared', 'gold');
const knowledge = readKnowledge();
const rows = new Map<string, number>();
for (const file of ['train.jsonl', 'train-articles.jsonl']) {
  for (const line of readFileSync(join(shared, file), 'utf8').split('\n').filter(Boolean)) {
    const { entities, statements } = JSON.parse(line) as {
      entities: { id: string; name: string; label: string }[];
      statements: { subject: string; relation: string; object: string; optional?: boolean }[];
    };
    const entityById = new Map(entities.map((entity) => [entity.id, entity]));
    for (const { subject, relation, object, optional } of statements) {
      const person = entityById.get(subject);
      const body = entityById.get(object);
      if (relation !== 'HOLDS_OFFICE' || optional || !person || body?.label !== 'State' || !person.name.includes(' ')) continue;
      const state = knowledge.statesNamed(body.name)[0];
      if (!state) continue;
      const key = `${foldName(person.name)},${state.id}`;
      rows.set(key, (rows.get(key) ?? 0) + 1);
    }
  }
}
const lines = [...rows].map(([key, count]) => `${key},${count}`).sort();
writeFileSync(join(folder, 'offices-told.csv'), `name,state,count\n${lines.join('\n')}\n`);
console.error(`${lines.length} offices → knowledge/offices-told.csv`);
