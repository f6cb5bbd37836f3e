/** Language: names the language of a text that is long enough to tell. */

const ENOUGH_LETTERS = 200;
const SAMPLE_CHARACTERS = 1000;

/** ISO 639-1 by n-gram statistics (ELD), for texts of at least 200 letters where the detector is sure. */
export async function detectLanguage(text: string): Promise<string | undefined> {
  // Capitals and links say little of a language; the sample is bounded so that a huge text costs no more than a short one.
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < ENOUGH_LETTERS) return undefined;
  // Loaded on first use: its tables take 70 MB and a quarter of a second that `entente query` need not pay.
  const { eld } = await import('eld/extrasmall');
  const result = eld.detect(sample);
  return result.language !== '' && result.isReliable() ? result.language : undefined;
}
