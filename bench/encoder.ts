/**
 * Measure: the encoder against the bars of its issue. Only int8 against fp32 needs training's environment:
 * `training/evaluate.py`.
 *
 *     npm run bench:encoder -- [--data ../shared] [--model FOLDER] [--threads 2] [--errors] [--no-speed] [--no-sets]
 *     npm run bench:encoder -- --speed-only [--rounds 5] [--spacy PYTHON [--spacy-pipeline en_core_web_sm]]
 *
 * `--spacy` names the Python of an environment that has spaCy and its small English pipeline, to be timed in turns with
 * ours: `python3.11 -m venv v && v/bin/pip install 'numpy<2' spacy==3.6.1 && v/bin/python -m spacy download en_core_web_sm`.
 * Where that pipeline cannot be had, `--spacy-pipeline ../shared/training-data/ewt_dev.jsonl.gz` trains spaCy's small
 * configuration on the sentences there, for its time alone: encoder-spacy.py.
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
    'spacy-pipeline': { type: 'string', default: 'en_core_web_sm' },
    rounds: { type: 'string', default: '5' },
    errors: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: true },
    'speed-only': { type: 'boolean', default: false },
    sets: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const { data, model } = flags;
const threads = Number(flags.threads);
const annotator = await openNewsEncoder({ model, threads });
const stream = readStream(data);
print('figure', 'here', 'bar', 'stretch');
if (!flags['speed-only']) await printQuality();
if (flags.speed) await printSpeed();
await annotator.close();

function print(name: string, value: string, bar = '', stretch = ''): void {
  console.log(`${name.padEnd(54)} ${value.padStart(9)} ${bar.padStart(7)} ${stretch.padStart(8)}`);
}

async function printQuality(): Promise<void> {
  const items = readDocuments(data, 'dev.jsonl', stream);
  const dispatches = readDocuments(data, 'dev-articles.jsonl', stream);
  const itemsRead = await annotator.annotate(items.map(({ segmented }) => segmented));
  const dispatchesRead = await annotator.annotate(dispatches.map(({ segmented }) => segmented));

  const onItems = score(data, 'dev.jsonl', itemsRead);
  const onLong = score(data, 'dev.jsonl', itemsRead, '^\\d+$');
  const onDispatches = score(data, 'dev-articles.jsonl', dispatchesRead);
  print('mentions F1, dev', onItems.mentions.f1.toFixed(3), '0.93', '0.96');
  print('mentions F1, dev-articles', onDispatches.mentions.f1.toFixed(3), '0.90', '0.95');
  print("mentions F1, dev's long articles", onLong.mentions.f1.toFixed(3), '0.88', '0.94');
  for (const label of ['Person', 'State', 'Institution', 'Place']) {
    const bars = label === 'Institution' ? ['0.82', '0.90'] : [];
    print(`  ${label} F1, dev`, onItems.labels[label]!.f1.toFixed(3), ...bars);
    print(`  ${label} F1, dev-articles`, onDispatches.labels[label]!.f1.toFixed(3));
    print(`  ${label} F1, both`, pool(onItems.labels[label], onDispatches.labels[label]).toFixed(3), ...bars);
  }
  print('Event entities F1, dev', onItems.events.f1.toFixed(3), '0.60', '0.75');
  print('Event entities F1, dev-articles', onDispatches.events.f1.toFixed(3));
  print('Event entities F1, both', pool(onItems.events, onDispatches.events).toFixed(3), '0.60', '0.75');
  if (flags.sets) await printSets();
  const megabytes = statSync(join(model, 'onnx', 'model_quantized.onnx')).size / 1e6;
  print('ONNX file, MB', megabytes.toFixed(1), '≤ 45', '≤ 25');
  const { bins, error } = calibrate([...items, ...dispatches], [...itemsRead, ...dispatchesRead]);
  print('expected calibration error, dev and dev-articles', error.toFixed(3));
  bins.forEach(({ mentions, confidence, right }, bin) => {
    if (mentions)
      print(
        `  confidence ${bin / 10}–${(bin + 1) / 10}: mean ${confidence.toFixed(2)}, of ${mentions} right`,
        right.toFixed(2),
      );
  });
  if (!flags.errors) return;
  for (const { ref, wrong, missed } of listErrors([...items, ...dispatches], [...itemsRead, ...dispatchesRead])) {
    if (wrong.length + missed.length) console.log(`${ref}\twrong: ${wrong.join(', ')}\tmissed: ${missed.join(', ')}`);
  }
}

/** F1 over both files. */
function pool(a: Figures | undefined, b: Figures | undefined): number {
  const hits = (figures: Figures | undefined) => (figures ? figures.precision * figures.found : 0);
  const all = (figures: Figures | undefined) => (figures ? figures.gold + figures.found : 0);
  return (2 * (hits(a) + hits(b))) / (all(a) + all(b));
}

async function printSets(): Promise<void> {
  const encoder = await openEncoder(model, { threads });
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

async function printSpeed(): Promise<void> {
  const peer = flags.spacy === undefined ? undefined : { python: flags.spacy, pipeline: flags['spacy-pipeline'] };
  const { texts, sentences, rates } = await measureSpeed(annotator, data, stream, Number(flags.rounds), peer);
  const [ours, ...theirs] = rates;
  print(`sentences/s, ${threads} threads, ${sentences} of ${texts} texts`, ours!.elapsed.toFixed(0));
  print('  in a second of the processor', ours!.processor.toFixed(0));
  for (const { name, elapsed, processor } of theirs) {
    print(`sentences/s, ${name}`, elapsed.toFixed(0));
    print('  in a second of the processor', processor.toFixed(0));
    print('  ours over theirs', (ours!.elapsed / elapsed).toFixed(2), '1.5', '3');
    print('  in a second of the processor', (ours!.processor / processor).toFixed(2));
  }
}
