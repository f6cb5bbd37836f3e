/** Affairs: as many invented readings as a benchmark needs, alike in shape to those of news articles; a seed decides them. */
import { createHash } from 'node:crypto';
import type { Label, Reading, Statement } from '../src/model.ts';
import { RELATIONS } from '../src/ontology.ts';

const WORDS = 'the minister said that talks on a border truce would go on while envoys from both sides met again'.split(
  ' ',
);

/** Mulberry32: small, seeded, good enough to spread a benchmark's choices. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const LABELS: readonly Label[] = ['State', 'Person', 'Institution', 'Place', 'Event'];

/**
 * `count` readings of about 15 sentences, 25 mentions and 8 statements over `actors` entities; few actors are named often
 * and most seldom, as in news.
 */
export function makeReadings(count: number, actors: number, seed = 1): Reading[] {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  // Zipf-like: the square pulls choices to the low numbers.
  const pickActor = (): number => Math.floor(random() ** 3 * actors);
  const actor = (n: number) => ({ id: `Q${n}`, label: LABELS[n % 5]!, name: `Actor ${n}` });
  return Array.from({ length: count }, (_, i): Reading => {
    const chosen = [...new Set(Array.from({ length: 10 }, pickActor))].sort((a, b) => a - b);
    let text = '';
    const sentences: Reading['sentences'][number][] = [];
    const mentions: Reading['mentions'][number][] = [];
    for (let s = 0; s < 15; s++) {
      const start = text.length;
      for (let w = 0; w < 18; w++) {
        if (w === 4 || (w === 11 && s < 10)) {
          const { id, name } = actor(pick(chosen));
          mentions.push({
            ...{ entity: id, text: name, sentence: s, score: 0.9, why: 'exact name' },
            ...{ start: text.length, end: text.length + name.length },
          });
          text += `${name} `;
        } else text += `${pick(WORDS)} `;
      }
      text += `${i}.${s}.`;
      sentences.push({ start, end: text.length, text: text.slice(start), headline: false });
      text += ' ';
    }
    const id = sha(text);
    const statements = Array.from({ length: 8 }, (_, n): Statement => {
      const { start, end } = sentences[n]!;
      return {
        ...{ start, end, id: sha(`${id} ${n}`).slice(0, 24), sentence: n, relation: pick(RELATIONS).relation },
        ...{ subject: actor(pick(chosen)).id, object: actor(pick(chosen)).id },
        polarity: random() < 0.1 ? 'negated' : 'affirmed',
        modality: random() < 0.2 ? 'planned' : 'actual',
        ...(random() < 0.4 && { attribution: actor(pick(chosen)).id }),
        ...{ relayedBy: [], confidence: Math.round(random() * 100) / 100, why: 'cue "said", nsubj and obj' },
      };
    });
    const day = `2025-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    return {
      article: {
        ...{
          origin: `/bench/${i}.txt`,
          ref: `${i}.txt`,
          source: `Outlet ${i % 40}`,
          published: day,
          title: `Item ${i}`,
        },
        ...{ id, text, language: 'en', furniture: [], model: 'bench' },
      },
      sentences,
      entities: chosen
        .map((n) => ({ ...actor(n), local: `Q${n}`, names: [`Actor ${n}`] }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      mentions,
      statements,
    };
  });
}
