import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSpans, readTags } from '../src/annotate/bio.ts';
import { keepEvents, openHubNer } from '../src/annotate/hub-ner.ts';
import type { Tagger } from '../src/annotate/tagger.ts';
import { makeFolder, run } from './cli-run.ts';

/** A model that looks words up in a table; tests/fixtures/make-tiny-ner.py makes it. */
const TINY = fileURLToPath(new URL('fixtures/tiny-ner', import.meta.url));
const NAMES = [
  'O',
  ...['PERSON', 'STATE', 'INSTITUTION', 'EVENT', 'PLACE'].flatMap((label) => [`B-${label}`, `I-${label}`]),
];
const tags = readTags(NAMES);

describe('openHubNer', () => {
  let tagger: Tagger;
  beforeAll(async () => {
    tagger = await openHubNer(TINY, NAMES, { threads: 1 });
  });
  afterAll(() => tagger.close());

  const read = async (sentence: string) => {
    const words = sentence.split(' ');
    const [scores] = await tagger.tag([words]);
    return decodeSpans(scores!, tags).map(
      ({ first, last, label }) => `${words.slice(first, last + 1).join(' ')}: ${label}`,
    );
  };

  it("maps the model's labels to ours, states and places by the table of states", async () => {
    expect(await read('Marta Okoye visited Kenya .')).toEqual(['Marta Okoye: Person', 'Kenya: State']);
    expect(await read('the Harbour Trust in Mombasa .')).toEqual(['Harbour Trust: Institution', 'Mombasa: Place']);
  });

  it('takes a demonym for its state, and nothing else of the miscellaneous', async () => {
    expect(await read('Kenyan Christian Trust')).toEqual(['Kenyan: State', 'Trust: Institution']);
  });

  it('takes a capital for a place, as such models cannot tell', async () => {
    expect(await read('Nairobi')).toEqual(['Nairobi: Place']);
  });

  it('reads the first piece of a word, and words it does not know', async () => {
    expect(await read('Trusts Zwölf 停火')).toEqual(['Trusts: Institution']);
  });

  it('reads sentences over the window', async () => {
    const words = Array.from({ length: 700 }, (_, word) => (word % 7 === 3 ? 'Kenya' : 'the'));
    const [scores] = await tagger.tag([words]);
    expect(decodeSpans(scores!, tags).map(({ first }) => first)).toEqual(
      words.flatMap((word, index) => (word === 'Kenya' ? [index] : [])),
    );
  });

  it('knows no events, and says so', () => {
    expect(tagger.events).toBe(false);
    expect(tagger.model).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('says in one line what to name where there is no such model', async () => {
    await expect(openHubNer(`${TINY}/onnx`, NAMES)).rejects.toThrow(
      /^--ner .*tiny-ner\/onnx: cannot be opened .*; name a folder or a model of the hub/u,
    );
  });
});

describe('entente ingest --ner', () => {
  it("fills the graph with the other model's names and the encoder's events", async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.txt'), 'The Kenyan Christian Trust praised the two-hour talks in Mombasa.\n');
    const { code, stderr } = await run(['ingest', 'a.txt', '--ner', TINY], { folder });
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    const cypher =
      'MATCH (:Sentence)-[m:MENTIONS]->(e:Entity) RETURN m.text AS text, labels(e) AS labels ORDER BY m.start';
    const { stdout } = await run(['query', cypher, '--json'], { folder });
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; labels: string[] });
    expect(rows.map(({ text, labels }) => [text, labels.find((label) => label !== 'Entity')])).toEqual([
      ['Kenyan', 'State'],
      ['Trust', 'Institution'],
      ['two-hour talks', 'Event'],
      ['Mombasa', 'Place'],
    ]);
  });

  it('says in one line what to name where there is neither a folder nor such a model', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.txt'), 'Kenya praised Mombasa.\n');
    const { code, stderr } = await run(['ingest', 'a.txt', '--ner', './nothing'], { folder });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^error: --ner \.\/nothing: cannot be opened \(no folder here, .*; name a folder or a model of the hub/u,
      ),
    ]);
  });
});

describe('keepEvents', () => {
  it("lays the encoder's events over the names of the other model", () => {
    const weights = (...entries: readonly (readonly [string, number])[]) => {
      const row = new Float32Array(NAMES.length).fill(1e-4);
      for (const [name, weight] of entries) row[NAMES.indexOf(name)] = weight;
      return [...row].map(Math.log);
    };
    const tagged = Float32Array.from([...weights(['B-PERSON', 0.9]), ...weights(['B-PERSON', 0.9])]);
    const encoded = Float32Array.from([...weights(['B-STATE', 0.9]), ...weights(['B-EVENT', 0.95])]);
    const spans = decodeSpans(keepEvents(tagged, encoded, tags), tags);
    expect(spans.map(({ label }) => label)).toEqual(['Person', 'Event']);
  });
});
