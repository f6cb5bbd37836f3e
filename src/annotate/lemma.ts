/** Lemmatize: a word with its part of speech into its dictionary form. */
import wink from 'wink-lemmatizer';

/** Forms that WordNet's rules do not know, as the parse marks them up. */
const CLOSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AUX: {
    am: 'be',
    is: 'be',
    are: 'be',
    was: 'be',
    were: 'be',
    been: 'be',
    being: 'be',
    "'s": 'be',
    "'re": 'be',
    "'m": 'be',
    has: 'have',
    had: 'have',
    having: 'have',
    "'ve": 'have',
    "'d": 'would',
    does: 'do',
    did: 'do',
    doing: 'do',
    done: 'do',
    wo: 'will',
    "'ll": 'will',
    sha: 'shall',
    ca: 'can',
    got: 'get',
    gets: 'get',
    getting: 'get',
  },
  VERB: { being: 'be', having: 'have', "'s": 'be', "'re": 'be', "'m": 'be', "'ve": 'have', wound: 'wound' },
  PART: { "n't": 'not' },
  ADV: { "n't": 'not' },
  NOUN: { media: 'media', data: 'data', species: 'species', customs: 'customs', boss: 'boss' },
  DET: { an: 'a', these: 'this', those: 'that' },
};

/** Lower-case dictionary form of `word` read as `upos`; names keep their form but for the capitals. */
export function lemmatize(word: string, upos: string): string {
  const form = word.toLowerCase().replaceAll('’', "'");
  const known = CLOSED[upos];
  if (known && Object.hasOwn(known, form)) return known[form]!;
  // The library's tables are of plain letters; "30-day" or "U.S." come back mangled.
  if (!/^\p{L}+(?:-\p{L}+)*$/u.test(form)) return form;
  switch (upos) {
    case 'VERB':
    case 'AUX':
      return wink.verb(form);
    case 'NOUN':
      return singular(form);
    case 'ADJ':
      return wink.adjective(form);
    default:
      return form;
  }
}

function singular(form: string): string {
  // spokesmen, congresswomen: WordNet lists only some of them
  if (/..men$/u.test(form)) return `${form.slice(0, -2)}an`;
  return form.endsWith('ss') ? form : wink.noun(form);
}
