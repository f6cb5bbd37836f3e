/**
 * Measure: the encoder against the bars of its issue. Only int8 against fp32 needs training's environment:
 * `training/evaluate.py`.
 *
 *     npm run bench:encoder -- [--data ../shared] [--model FOLDER] [--threads 2] [--spacy PYTHON] [--errors] [--no-speed] [--no-sets]
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEncoder } from '../src/annotate/encoder.ts';
import { openNewsEncoder } from '../src/annotate/news-encoder.ts';
import type { Figures } from '../src/eval/score.ts';
import { packageRoot } from '../src/root.ts';
import { calibrate, listErrors, readDocuments, readStream, score } from './encoder-gold.ts';
import { scoreEntities, scoreParse } from './encoder-sets.ts';
import { measureSpeed } from './encoder-speed.ts';

const { values: flags } = parseArgs({
  options: {
    data: { type: 'string', default: join(packageRoot, '..', 'shared') },
    model: { type: 'string', default: join(packageRoot, 'models', 'news-encoder') },
    threads: { type: 'string', default: '2' },
    spacy: { type: 'string' },
    errors: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: true },
    sets: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const { data, model } = flags;
const annotator = await openNewsEncoder({ model, threads: Number(flags.threads) });
const stream = readStream(data);
const items = readDocuments(data, 'dev.jsonl', stream);
const dispatches = readDocuments(data, 'dev-articles.jsonl', stream);
const itemsRead = await annotator.annotate(items.map(({ segmented }) => segmented));
const dispatchesRead = await annotator.annotate(dispatches.map(({ segmented }) => segmented));

const onItems = score(data, 'dev.jsonl', itemsRead);
const onLong = score(data, 'dev.jsonl', itemsRead, '^\\d+$');
const onDispatches = score(data, 'dev-articles.jsonl', dispatchesRead);
const { bins, error } = calibrate([...items, ...dispatches], [...itemsRead, ...dispatchesRead]);
const megabytes = statSync(join(model, 'onnx', 'model_quantized.onnx')).size / 1e6;

const both = (name: string): number => {
  const [a, b] = [onItems.labels[name], onDispatches.labels[name]];
  return pool(a, b);
};
/** F1 over both files. */
function pool(a: Figures | undefined, b: Figures | undefined): number {
  const hits = (figures: Figures | undefined) => (figures ? figures.precision * figures.found : 0);
  const all = (figures: Figures | undefined) => (figures ? figures.gold + figures.found : 0);
  return (2 * (hits(a) + hits(b))) / (all(a) + all(b));
}

const print = (name: string, value: string, bar = '', stretch = '') =>
  console.log(`${name.padEnd(46)} ${value.padStart(9)} ${bar.padStart(7)} ${stretch.padStart(8)}`);
print('figure', 'here', 'bar', 'stretch');
print('mentions F1, dev', onItems.mentions.f1.toFixed(3), '0.93', '0.96');
print('mentions F1, dev-articles', onDispatches.mentions.f1.toFixed(3), '0.90', '0.95');
print("mentions F1, dev's long articles", onLong.mentions.f1.toFixed(3), '0.88', '0.94');
for (const label of ['Person', 'State', 'Institution', 'Place']) {
  const bars = label === 'Institution' ? ['0.82', '0.90'] : [];
  print(`  ${label} F1, dev`, onItems.labels[label]!.f1.toFixed(3), ...bars);
  print(`  ${label} F1, dev-articles`, onDispatches.labels[label]!.f1.toFixed(3));
  print(`  ${label} F1, both`, both(label).toFixed(3), ...bars);
}
print('Event entities F1, dev', onItems.events.f1.toFixed(3), '0.60', '0.75');
print('Event entities F1, dev-articles', onDispatches.events.f1.toFixed(3));
print('Event entities F1, both', pool(onItems.events, onDispatches.events).toFixed(3), '0.60', '0.75');
if (flags.sets) {
  const encoder = await openEncoder(model, { threads: Number(flags.threads) });
  for (const [name, set, ...bars] of [
    ['EWT test', 'ewt_test', '0.89', '0.91'],
    ['GUM news', 'gum_news', '0.88', '0.90'],
  ] as const) {
    const { unlabelled, labelled } = await scoreParse(encoder, data, set);
    print(`LAS, ${name} (UAS ${unlabelled.toFixed(3)})`, labelled.toFixed(3), ...bars);
  }
  const politics = await scoreEntities(encoder, data, 'crossner_politics_dev');
  print('entities micro-F1, CrossNER politics dev', politics.toFixed(3), '0.75', '0.82');
  await encoder.close();
}
print('ONNX file, MB', megabytes.toFixed(1), '≤ 45', '≤ 25');
print('expected calibration error, dev and dev-articles', error.toFixed(3));
bins.forEach(({ mentions, confidence, right }, bin) => {
  if (mentions)
    print(
      `  confidence ${bin / 10}–${(bin + 1) / 10}: mean ${confidence.toFixed(2)}, of ${mentions} right`,
      right.toFixed(2),
    );
});
if (flags.speed) {
  const speed = await measureSpeed(annotator, data, stream, flags.spacy);
  print(
    `sentences/s, ${flags.threads} threads, ${speed.sentences} of ${speed.texts} texts`,
    speed.sentencesPerSecond.toFixed(0),
  );
  if (speed.spacySentencesPerSecond) {
    print('  spaCy small, the same texts', speed.spacySentencesPerSecond.toFixed(0));
    print('  ratio', (speed.sentencesPerSecond / speed.spacySentencesPerSecond).toFixed(2), '1.5', '3');
  }
}
if (flags.errors) {
  for (const { ref, wrong, missed } of listErrors([...items, ...dispatches], [...itemsRead, ...dispatchesRead])) {
    if (wrong.length + missed.length) console.log(`${ref}\twrong: ${wrong.join(', ')}\tmissed: ${missed.join(', ')}`);
  }
}
await annotator.close();
