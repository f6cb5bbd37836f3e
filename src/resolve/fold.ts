/** Fold: names to a form in which spelling variants meet. */

const LIGATURES: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  ə: 'a',
  ʻ: '',
  ʿ: '',
  ʾ: '',
  ʼ: '',
  '’': '',
  '‘': '',
  "'": '',
};

/** The same few thousand names are folded again and again; the memory is emptied when it grows large. */
function remembered(fold: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    if (known.size > 50_000) known.clear();
    const folded = fold(name);
    known.set(name, folded);
    return folded;
  };
}

/** Lower case without diacritics, apostrophes, dots or a possessive; hyphens and dashes as spaces; "U.S. Army" spelled out. */
export const foldName = remembered((name: string): string => {
  // Nearly all names are plain words: the tables are read at every start.
  if (/^(?!USA? )[A-Za-z\d]+(?: [A-Za-z\d]+)*$/.test(name)) return name.toLowerCase().replace(/^the /, '');
  return name
    .replace(/^(?:[Tt]he )?(?:U\.S\.A?\.?|US|USA) (?=\p{L})/u, 'United States ')
    .replace(/[’']s?$/u, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øłđðþæœßıəʻʿʾʼ’‘']/gu, (c) => LIGATURES[c] ?? c)
    .replaceAll(/\./gu, '')
    .replaceAll(/[^\p{L}\p{N}&]+/gu, ' ')
    .replace(/^the /u, '')
    .trim();
});

/**
 * A coarser key for names brought over from other scripts: "Zelensky", "Zelenskyy" and "Zelenskiy", "Kadyrov" and
 * "Qadirov", "al-Sharaa" and "Al Sharaa" meet. Only to propose candidates: never a proof by itself.
 */
export const soundName = remembered((name: string): string => {
  return foldName(name)
    .replaceAll(/\b(?:al|el|ul|an|as|ash|ar|bin|ibn|ben) (?=\p{L}{3})/gu, '')
    .replaceAll(/ph/gu, 'f')
    .replaceAll(/kh|ch(?=\p{L}*[ou]v)/gu, 'h')
    .replaceAll(/[cqk]+/gu, 'k')
    .replaceAll(/ou|oo|w/gu, 'u')
    .replaceAll(/ee|iy|yy|ij|ii|y|j/gu, 'i')
    .replaceAll(/(\p{L})\1+/gu, '$1');
});

/** ASCII words joined by hyphens, for ids: "Gaza City" → "gaza-city"; other scripts stay as they are. */
export function slugOf(name: string): string {
  return foldName(name).replaceAll('&', ' and ').trim().replaceAll(/\s+/gu, '-');
}

/** Whether the edit distance of two short names is `most` at most. */
export function isWithinEdits(a: string, b: string, most: number): boolean {
  return Math.abs(a.length - b.length) <= most && editDistance(a, b) <= most;
}

/** Number of single-character insertions, deletions, substitutions and neighbour swaps between two short names. */
export function editDistance(a: string, b: string): number {
  // Each cell looks two rows back at most.
  let [beforeLast, last, current]: [number[], number[], number[]] = [[], [], []];
  for (let j = 0; j <= b.length; j += 1) current[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    [beforeLast, last, current] = [last, current, beforeLast];
    current[0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, current[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, beforeLast[j - 2]! + 1);
      current[j] = least;
    }
  }
  return current[b.length]!;
}
