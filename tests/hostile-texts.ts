/** Hostile texts: what would act, were it ever taken for more than text. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through.
export const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

export const HOSTILE: Readonly<Record<string, string>> = {
  cypher: "Norland said: '}) DETACH DELETE n // and `MATCH (n) DETACH DELETE n` // \\u0027 $param {{x}}.",
  html: 'Norland said <script>alert(1)</script> <img src=x onerror=alert(1)> "><svg/onload=alert(1)> &lt;b&gt;.',
  ansi: 'Norland said \u001b[2J\u001b]0;owned\u0007\u001b[31mred\u001b[0m \u009b31m and \u001bPdcs\u001b\\ stop.',
  paths: 'Norland said ../../../etc/passwd and file:///etc/passwd and C:\\Windows\\..\\x and %2e%2e%2f.',
  nulls: 'Nor\u0000land\u0000 said\u0000 no.\u0000',
  bidi: 'Norland \u202esaid\u202c \u2066no\u2069 \u202dtwice\u202c.',
  surrogates: 'Norland \ud800 said \udc00 no.',
  prototype: '__proto__ constructor hasOwnProperty toString said no.',
  zalgo: `N${'\u0301'.repeat(5000)}orland said no.`,
  brackets: '['.repeat(1_000_000),
  parentheses: `${'('.repeat(500_000)}${')'.repeat(500_000)}`,
  angles: '<'.repeat(1_000_000),
  quotes: '“'.repeat(300_000),
  newlines: `Norland said no.${'\n'.repeat(1_000_000)}`,
  lines: 'a\n'.repeat(100_000),
  tags: `<b>${'<i>'.repeat(50_000)}`,
  entities: `${'&amp;'.repeat(50_000)}&#0;&#x1b;[31m&#x202e;`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that must stay text.
  format: '%s%n%x ${process.env.HOME} $(id) `id` {{constructor.constructor("return 1")()}}.',
};
