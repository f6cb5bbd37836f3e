import { describe, expect, it } from 'vitest';
import { lemmatize } from '../src/annotate/lemma.ts';

describe('lemmatize', () => {
  it.each([
    [
      'VERB',
      'said say  met meet  withdrew withdraw  struck strike  sought seek  held hold  bought buy  led lead  left leave',
    ],
    [
      'VERB',
      'accusing accuse  bombed bomb  urging urge  expelled expel  quit quit  rebuffed rebuff  wound wound  lay lie',
    ],
    ['NOUN', 'talks talk  forces force  sanctions sanction  attacks attack  countries country  spokesmen spokesman'],
    [
      'NOUN',
      'spokeswomen spokeswoman  allies ally  embassies embassy  media media  headquarters headquarters  boss boss',
    ],
    ['AUX', "has have  was be  is be  's be  ’re be  wo will  ca can  did do  had have  been be"],
    ['PART', "n't not  N’T not  's 's  to to"],
    ['ADJ', 'largest large  worse bad  former former  nuclear nuclear  30-day 30-day'],
    ['PROPN', 'Forces forces  Talks talks  U.S. u.s.  Zelensky zelensky'],
    ['VERB', 'constructor constructor'],
  ])('knows the %s forms of %s', (upos, pairs) => {
    for (const pair of pairs.split('  ')) {
      const [word, lemma] = pair.split(' ');
      expect(`${word} → ${lemmatize(word!, upos)}`).toBe(`${word} → ${lemma}`);
    }
  });
});
