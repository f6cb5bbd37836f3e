import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article, Span } from '../src/model.ts';
import { segment } from '../src/segment/sentences.ts';

const articleOf = (text: string, furniture: readonly Span[] = []): Article => ({
  origin: 'test',
  ref: 'test',
  id: 'test',
  text,
  furniture,
});
const sentencesOf = (text: string) => segment(articleOf(text)).sentences.map((sentence) => sentence.text);

describe('segment', () => {
  // Each case is the sentences expected; the text is them joined by a space.
  it.each<{ of: string; sentences: readonly string[] }>([
    {
      of: 'U.S. inside and at the end',
      sentences: ['The U.S. Senate met in the U.S. on Monday.', 'It voted in the U.S.', 'The bill passed.'],
    },
    {
      of: 'titles',
      sentences: ['Gen. Mark Lisle and Sen. Ana Ruiz briefed Mr. Okafor and Dr. Weiss.', 'Rep. Dahl left.'],
    },
    { of: 'initials', sentences: ['J. D. Vance spoke with George W. Bush and J.R.R. Tolkien.', 'He smiled.'] },
    {
      of: 'times of day',
      sentences: [
        'Talks began at 5 p.m. on Sunday and at 9 a.m. Monday.',
        'They ended at 7 p.m. Envoys then left.',
      ].flatMap((s) => s.split(/(?<=7 p\.m\.) /u)),
    },
    { of: 'companies', sentences: ['Gazflot Ltd. signed with Orel Corp. of Omsk.', 'Nothing came of it.'] },
    {
      of: 'numbers',
      sentences: ['Exports fell 3.5 percent to $1.2 billion.', 'No. 10 gave no reason.', 'On Jan. 5 they rose.'],
    },
    { of: 'versus', sentences: ['It was Serbia vs. Kosovo again.', 'Nobody won.'] },
    { of: 'ellipses', sentences: ['The envoy paused... then went on.', 'He stopped…', 'Nobody spoke.'] },
    {
      of: 'a name in lower case',
      sentences: ['Two soldiers died.', 'al-Shabaab claimed the attack.', 'eBay took the listing down.'],
    },
    { of: 'brackets', sentences: ['The pact failed (it had no backers.)', 'Another followed.'] },
    { of: 'marks in a row', sentences: ['Will they sign?!', 'Never!', 'They will not.'] },
    { of: 'Chinese', sentences: ['北京拒绝了提议。', '莫斯科没有回应。'] },
    {
      of: 'an opener after a state',
      sentences: ['He moved to Springfield, Ill. The party followed.'].flatMap((s) => s.split(/(?<=Ill\.) /u)),
    },
    { of: 'currency', sentences: ['The loan failed.', '€3 billion was lost.', '$5 million came back.'] },
  ])('knows $of', ({ sentences }) => {
    expect(sentencesOf(sentences.join(' '))).toEqual(sentences);
  });

  it('keeps a quotation and its "he said" in one sentence', () => {
    expect(sentencesOf('"We will go," he said. "Soon."')).toEqual(['"We will go," he said.', '"Soon."']);
    expect(sentencesOf('“Will you go?” Ms. Rice asked. “No!” the minister replied.')).toEqual([
      '“Will you go?” Ms. Rice asked.',
      '“No!” the minister replied.',
    ]);
    expect(sentencesOf('“Will you go?” President Aldo Ferri asked her. “Never!” Ferri left.')).toEqual([
      '“Will you go?” President Aldo Ferri asked her.',
      '“Never!”',
      'Ferri left.',
    ]);
  });

  it('leaves closing quotes and brackets with the sentence they close', () => {
    expect(sentencesOf('He said: “The pact is dead.” She agreed. (Nobody else did.) ‘So be it.’ They left.')).toEqual([
      'He said: “The pact is dead.”',
      'She agreed.',
      '(Nobody else did.)',
      '‘So be it.’',
      'They left.',
    ]);
  });

  it('ends sentences at lines, and tells titles and cross-heads', () => {
    const { sentences } = segment(
      articleOf(
        'EU Agrees New Sanctions on Minsk\n\nMinisters met in Brussels. They agreed.\nWhat comes next\nA vote follows.',
      ),
    );
    expect(sentences.map(({ text, headline }) => [text, headline])).toEqual([
      ['EU Agrees New Sanctions on Minsk', true],
      ['Ministers met in Brussels.', false],
      ['They agreed.', false],
      ['What comes next', true],
      ['A vote follows.', false],
    ]);
  });

  it('takes no unfinished sentence of a paragraph for a title', () => {
    const { sentences } = segment(articleOf('Ministers met in Brussels. They agreed on'));
    expect(sentences.map((sentence) => sentence.headline)).toEqual([false, false]);
  });

  it('joins the lines of a wrapped text', () => {
    const wrapped = [
      'The foreign ministers of six countries met in Vienna on Tuesday to discuss',
      'Iran and a plan that Gen. Haddad had put forward a week before. No agreement',
      'was reached. U.S. officials left early.',
    ].join('\n');
    expect(sentencesOf(wrapped).map((sentence) => sentence.replaceAll('\n', ' '))).toEqual([
      'The foreign ministers of six countries met in Vienna on Tuesday to discuss Iran and a plan that Gen. Haddad had put forward a week before.',
      'No agreement was reached.',
      'U.S. officials left early.',
    ]);
    expect(sentencesOf('A sentence broken\r\nby one line end.')).toEqual(['A sentence broken\r\nby one line end.']);
  });

  it('takes list items one by one, without their bullets', () => {
    expect(
      sentencesOf(
        'The plan:\n• withdraw from the valley\n- Release all prisoners\n1. Open the border.\n2. Hold elections.',
      ),
    ).toEqual([
      'The plan:',
      'withdraw from the valley',
      'Release all prisoners',
      '1. Open the border.',
      '2. Hold elections.',
    ]);
  });

  it('skips furniture and never joins what stands on both sides of it', () => {
    const text = 'The envoy left ALSO READ: Ten facts. and flew home. He slept.';
    const start = text.indexOf('ALSO');
    const { sentences } = segment(articleOf(text, [{ start, end: text.indexOf('and flew') }]));
    expect(sentences.map((sentence) => sentence.text)).toEqual(['The envoy left', 'and flew home.', 'He slept.']);
  });

  it('treats no-break spaces and other space as space', () => {
    expect(sentencesOf('\u00a0He\u00a0left.\u00a0She stayed.\u2009 \u200b')).toEqual(['He\u00a0left.', 'She stayed.']);
    expect(sentencesOf(' \n\t\u00a0\n')).toEqual([]);
    expect(sentencesOf('')).toEqual([]);
  });

  it('cuts text without an end at spaces, and never through a surrogate pair', () => {
    const cut = sentencesOf(`${'word '.repeat(1000)}`);
    expect(Math.max(...cut.map((sentence) => sentence.length))).toBeLessThanOrEqual(1000);
    expect(cut.join(' ')).toBe('word '.repeat(1000).trim());
    const rockets = sentencesOf(`a${'🚀x'.repeat(1500)}`);
    expect(rockets.join('')).toBe(`a${'🚀x'.repeat(1500)}`);
    expect(rockets.every((sentence) => !/^[\udc00-\udfff]/.test(sentence))).toBe(true);
  });

  it.each([
    ['letters without a space', 'x'],
    ['full stops', '.'],
    ['marks and closing quotes', '!”'],
    ['abbreviations', 'Gen. '],
    ['line ends', 'a\n'],
    ['bullets', '- '],
    ['opening quotes after stops', '. “'],
  ])('reads two million characters of %s in seconds', (_, unit) => {
    const text = unit.repeat(Math.ceil(2_000_000 / unit.length));
    const before = performance.now();
    const { sentences } = segment(articleOf(text));
    expect(sentences.every((sentence) => sentence.text.length <= 1000)).toBe(true);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('cuts a sentence of more words than one has, and leaves out thousands of marks', () => {
    const { sentences } = segment(
      articleOf(`Norland said ${'<p>'.repeat(300)} no.\n${'['.repeat(1_000_000)}\nIt agreed.`),
    );
    expect(sentences.length).toBeLessThan(10);
    expect(sentences[0]!.text).toMatch(/^Norland said <p>/u);
    expect(sentences.at(-2)!.text).toMatch(/no\.$/u);
    expect(sentences.at(-1)!.text).toBe('It agreed.');
    for (const { text } of sentences) expect(text.match(/\w+|[^\w\s]/gu)!.length).toBeLessThanOrEqual(250);
  });

  it('gives sentences in order, apart, trimmed, with true offsets, and loses no visible character', () => {
    const pieces = fc.constantFrom(
      '. ',
      '? ',
      '”',
      '“',
      ' ',
      '\n',
      '\n\n',
      'U.S. ',
      'Mr. ',
      'Talks',
      'he said',
      '…',
      '🚀',
      '停火',
      '- ',
      '\u00a0',
      '1.',
      'J. ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const { sentences } = segment(articleOf(text));
        let at = 0;
        for (const sentence of sentences) {
          expect(sentence.start).toBeGreaterThanOrEqual(at);
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(sentence.text).toBe(sentence.text.trim());
          at = sentence.end;
        }
        const visible = (words: string) => words.replace(/[\p{Z}\p{Cc}\p{Cf}-]/gu, '');
        expect(visible(sentences.map((sentence) => sentence.text).join(''))).toBe(visible(text));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
