// Load the exported folder as the product does, through transformers.js, and print what it says of one sentence.
//   node training/check.mjs models/news-encoder
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AutoModel, AutoTokenizer, Tensor } from '@xenova/transformers';

const folder = resolve(process.argv[2]);
const labels = JSON.parse(readFileSync(`${folder}/labels.json`, 'utf8'));
const options = { local_files_only: true, dtype: 'q8' };
const tokenizer = await AutoTokenizer.from_pretrained(folder, options);
const model = await AutoModel.from_pretrained(folder, options);

const words = 'Russian President Vladimir Putin met Viktor Orban in Budapest on Friday .'.split(' ');
const cases = [1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0];
const [cls, sep] = tokenizer.encode('').slice(0, 2);
const ids = [cls];
const types = [0];
const index = [0];
words.forEach((word, i) => {
  index.push(ids.length);
  for (const piece of tokenizer.encode(word, { add_special_tokens: false })) {
    ids.push(piece);
    types.push(cases[i]);
  }
});
ids.push(sep);
types.push(0);

const int64 = (values) => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
const inputs = {
  input_ids: int64(ids),
  attention_mask: int64(ids.map(() => 1)),
  token_type_ids: int64(types),
  word_index: int64(index),
};
const out = await model(inputs);
for (const [name, tensor] of Object.entries(out)) console.log(name, tensor.type, tensor.dims.join('×'));

const best = (row) => row.indexOf(Math.max(...row));
const [ner] = out.ner.tolist();
const [arc] = out.arc.tolist();
const [rel] = out.rel.tolist();
const [upos] = out.upos.tolist();
words.forEach((word, i) => {
  const head = best(arc[i + 1]);
  console.log(word, labels.ner[best(ner[i + 1])], labels.upos[Number(upos[i + 1])], head, labels.rels[Number(rel[i + 1][head])]);
});

const started = performance.now();
for (let run = 0; run < 100; run++) await model(inputs);
console.log(`${((performance.now() - started) / 100).toFixed(1)} ms a sentence of ${words.length} words`);
