/** Mutate: inputs of every kind, spoiled in ways that a seed repeats. */
import { readFileSync } from 'node:fs';

/** A small generator with a seed (mulberry32), so that a failure can be run again. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/read/${name}`, import.meta.url));
export const SEEDS: readonly (readonly [string, Buffer])[] = [
  ['page.html', fixture('page.html')],
  ['rss.xml', fixture('rss.xml')],
  ['atom.atom', fixture('atom.xml')],
  ['rdf.rss', fixture('rdf.xml')],
  [
    'lines.jsonl',
    Buffer.from(
      [
        {
          id: 'a',
          title: 'Accord',
          source: 'HP',
          published: '2025-05-20',
          url: 'https://hp.example/a',
          text: 'Norland — “signed”.\nBy Anna Berg',
        },
        { text: 'Sudland agreed.', extra: [1, { a: null }] },
        { id: 'c', text: 'KYIV, May 20 (Reuters) — The envoy left. (Photo: HP)' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    ),
  ],
  [
    'story.txt',
    Buffer.from(
      'Title: Accord\nDate: 20 May 2025\n\nAccord ends\nBy Anna Berg\n2 min read\n\nNorland and Sudland signed.\n\nRelated Stories\nEnvoy Returns From Geneva\n© 2025 HP',
    ),
  ],
  ['story.md', Buffer.from('---\ntitle: Accord\n---\n\n# Accord\n\n> Norland signed.\n\n![x](y.png)\n\nALSO READ: x')],
];
const SPLICES = [
  '\u0000',
  '\u001b[31m',
  '\u202e',
  '<',
  '</p>',
  '<!--',
  '<![CDATA[',
  ']]>',
  '"',
  '\\',
  '{',
  '[[[[',
  '\n',
  '\r\n',
  '---\n',
  '&#0;',
  '\ufeff',
  '\ud83d',
  '🇺🇦',
  '`',
  "'}) DETACH DELETE n",
  '2025-99-99',
  '(Photo: ',
  'By ',
  '<p>'.repeat(300),
  'x'.repeat(5000),
];

export function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  let mutated = bytes;
  for (let round = 1 + random(6); round > 0; round -= 1) {
    const at = random(mutated.length + 1);
    const length = random(Math.min(40, mutated.length - at) + 1);
    const before = mutated.subarray(0, at);
    const after = mutated.subarray(at + length);
    switch (random(6)) {
      case 0:
        mutated = Buffer.concat([before, after]);
        break;
      case 1:
        mutated = Buffer.concat([before, Buffer.from(SPLICES[random(SPLICES.length)]!), mutated.subarray(at)]);
        break;
      case 2:
        mutated = Buffer.concat([before, Buffer.from([random(256)]), after]);
        break;
      case 3:
        mutated = Buffer.concat([before, mutated.subarray(at, at + length), mutated.subarray(at, at + length), after]);
        break;
      case 4:
        mutated = before;
        break;
      default:
        mutated = Buffer.concat([before, Buffer.from(SPLICES[random(SPLICES.length)]!), after]);
    }
  }
  return mutated;
}
