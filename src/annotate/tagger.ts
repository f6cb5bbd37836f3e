/** Tag: what may stand in for the encoder's entity head. Contract; `hub-ner.ts` is one. */
export interface Tagger {
  /** SHA-256 of the model file, or of the model's name on the hub. */
  readonly model: string;
  /** Whether it knows events; where it does not, the encoder's are kept. */
  readonly events: boolean;
  /** Log-probabilities [words × tags] of each sentence, the tags in the order of the names given when it was opened. */
  tag(sentences: readonly (readonly string[])[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}
