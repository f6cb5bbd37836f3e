/** Adapt: the outputs of the prototype model, which gives one relation a word, to those of the news encoder. */
import type { Labels, Output, Outputs } from './encoder.ts';

export function readPrototype(outputs: Outputs, labels: Labels): Outputs {
  const { ner_prob, rel, arc } = outputs;
  if (!ner_prob || !rel || !arc) return outputs;
  const words = arc.dims[1]!;
  const everyHead = new BigInt64Array(rel.data.length * words);
  for (const [word, label] of rel.data.entries()) everyHead.fill(BigInt(label), word * words, (word + 1) * words);
  const ner: Output = {
    data: (ner_prob.data as Float32Array).map((p) => Math.log(Math.max(p, 1e-9))),
    dims: [...ner_prob.dims.slice(0, 2), labels.ner.length],
  };
  return { ...outputs, ner, rel: { data: everyHead, dims: arc.dims } };
}
