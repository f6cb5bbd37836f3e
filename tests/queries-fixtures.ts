/** Fixtures: a small affair of invented states, told by three outlets, that gives every named query something to answer. */
import type { Reading } from '../src/model.ts';
import { readingOf, type Told } from './store-fixtures.ts';

const VOSS: Told = { id: 'Q11', label: 'Person', name: 'Lena Voss', names: ['Lena Voss', 'Voss'] };
const BREN: Told = { id: 'Q12', label: 'Person', name: 'Tomas Bren', names: ['Tomas Bren', 'Bren'] };
const MARE: Told = { id: 'Q21', label: 'State', name: 'Marevia', names: ['Marevia', 'Marevian'], iso3: 'MRV' };
const OSTR: Told = { id: 'Q22', label: 'State', name: 'Ostraland', names: ['Ostraland'] };
const PACT: Told = {
  id: 'Q31',
  label: 'Institution',
  name: 'Northern Pact',
  names: ['Northern Pact', 'the Pact'],
  kind: 'alliance',
};
const PORT: Told = { id: 'Q41', label: 'Place', name: 'Halm', names: ['Halm'] };
const TRUCE: Told = {
  id: 'event:ceasefire-halm',
  label: 'Event',
  name: '30-day ceasefire',
  names: ['30-day ceasefire'],
  kind: 'ceasefire',
  event: { participants: ['Q21', 'Q22'] },
};
const TALKS: Told = {
  id: 'event:talks-halm',
  label: 'Event',
  name: 'Halm talks',
  names: ['Halm talks'],
  kind: 'talks',
  event: { participants: ['Q21', 'Q22', 'Q31'], date: '2025-05-16', place: 'Q41' },
};

export const AFFAIR: readonly Reading[] = [
  readingOf({
    origin: '/affair/courier-1.txt',
    source: 'Courier',
    title: 'Voss offers a ceasefire',
    published: '2025-05-17T09:00:00Z',
    text: [
      'Lena Voss, the chancellor of Marevia, proposed a 30-day ceasefire on Friday.',
      'She spoke with Tomas Bren, the foreign minister of Ostraland, for an hour.',
      'Ostraland rejected the 30-day ceasefire, Voss said.',
      'Marevia is a member of the Northern Pact, and Ostraland is not.',
      'Marevia took part in the Halm talks as host.',
    ].join(' '),
    entities: [VOSS, BREN, MARE, OSTR, PACT, TRUCE, TALKS],
    statements: [
      {
        subject: 'Q11',
        relation: 'HOLDS_OFFICE',
        object: 'Q21',
        quote: 'the chancellor of Marevia',
        title: 'chancellor',
        status: 'current',
      },
      {
        subject: 'Q11',
        relation: 'PROPOSED',
        object: TRUCE.id,
        quote: 'proposed a 30-day ceasefire',
        date: '2025-05-16',
      },
      { subject: 'Q11', relation: 'SPOKE_WITH', object: 'Q12', quote: 'She spoke with Tomas Bren' },
      {
        subject: 'Q12',
        relation: 'HOLDS_OFFICE',
        object: 'Q22',
        quote: 'the foreign minister of Ostraland',
        title: 'foreign minister',
        status: 'current',
      },
      {
        subject: 'Q22',
        relation: 'REJECTED',
        object: TRUCE.id,
        quote: 'rejected the 30-day ceasefire',
        attribution: 'Q11',
      },
      { subject: 'Q21', relation: 'MEMBER_OF', object: 'Q31', quote: 'a member of the Northern Pact' },
      { subject: 'Q22', relation: 'MEMBER_OF', object: 'Q31', quote: 'Ostraland is not', polarity: 'negated' },
      {
        subject: 'Q21',
        relation: 'PARTICIPATED_IN',
        object: TALKS.id,
        quote: 'took part in the Halm talks',
        role: 'host',
      },
    ],
  }),
  readingOf({
    origin: '/affair/herald-1.txt',
    source: 'Herald',
    title: 'Ostraland denies',
    published: '2025-05-18',
    text: [
      'Bren said that Ostraland had agreed to the 30-day ceasefire and never attacked Halm.',
      'Marevia has not proposed anything, and may sanction Ostraland next week, he said.',
      'The Northern Pact sanctioned Ostraland in April.',
      'Ostraland took part in the Halm talks.',
    ].join(' '),
    entities: [BREN, MARE, OSTR, PACT, PORT, TRUCE, TALKS],
    statements: [
      {
        subject: 'Q22',
        relation: 'AGREED_TO',
        object: TRUCE.id,
        quote: 'had agreed to the 30-day ceasefire',
        attribution: 'Q12',
      },
      {
        subject: 'Q22',
        relation: 'ATTACKED',
        object: 'Q41',
        quote: 'never attacked Halm',
        polarity: 'negated',
        attribution: 'Q12',
      },
      {
        subject: 'Q21',
        relation: 'SANCTIONED',
        object: 'Q22',
        quote: 'may sanction Ostraland',
        modality: 'possible',
        attribution: 'Q12',
      },
      { subject: 'Q31', relation: 'SANCTIONED', object: 'Q22', quote: 'sanctioned Ostraland', date: '2025-04' },
      { subject: 'Q22', relation: 'PARTICIPATED_IN', object: TALKS.id, quote: 'took part in the Halm talks' },
    ],
  }),
  readingOf({
    origin: '/affair/mail-1.txt',
    source: 'Mail',
    text: 'Ostraland attacked Halm, the Northern Pact said. Voss met Bren in Halm. Halm is in Marevia.',
    entities: [VOSS, BREN, OSTR, MARE, PACT, PORT],
    statements: [
      { subject: 'Q22', relation: 'ATTACKED', object: 'Q41', quote: 'attacked Halm', attribution: 'Q31' },
      { subject: 'Q11', relation: 'MET_WITH', object: 'Q12', quote: 'met Bren' },
      { subject: 'Q41', relation: 'LOCATED_IN', object: 'Q21', quote: 'Halm is in Marevia' },
    ],
  }),
];
