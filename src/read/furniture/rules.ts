/**
 * Rules: the shapes that page furniture takes on a line of its own, as data. A rule needs the whole line: its pattern
 * is anchored at both ends or opens with words that no sentence of a report opens with, and `words` bounds its length.
 */

export interface FurnitureRule {
  readonly name: string;
  /** Tested against the trimmed line. */
  readonly pattern: RegExp;
  /** Longer lines are left alone. */
  readonly words: number;
  /** `edge`: only above the first or below the last sentence of the article. */
  readonly where: 'anywhere' | 'edge';
  /** `list`: the headline-like lines that follow belong to it. `end`: nothing after it is the article. */
  readonly opens?: 'list' | 'end';
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)';
const DATE_WORD = `(?:${MONTH}\\.?|${WEEKDAY}|\\d{1,4}(?:st|nd|rd|th)?|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|\\d{1,2}[:.]\\d{2}(?::\\d{2})?|\\d{4}-\\d{2}-\\d{2}t[\\d:.z+-]+|[ap]\\.?m\\.?|gmt|utc|ist|bst|cest|cet|eest|eet|msk|e[ds]?t|c[ds]t|p[ds]?t|ago|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|at|on|of|last|local|time)`;
const STAMP_LEAD = '(?:(?:first |last |originally )?(?:published|updated|posted|modified|edited|issue date|date))';
const DATE_RUN = `(?:[\\s,|·•—–:-]*${DATE_WORD})`;

const AGENCY =
  '(?:AFP|AP(?: Photo| Images)?|Associated Press|Reuters|REUTERS|Getty(?: Images)?|EPA(?:-EFE|-Yonhap)?|EFE|Xinhua|TASS|Sputnik|Anadolu(?: Agency| Images)?|AA|DPA|dpa|ANSA|Bloomberg|Shutterstock|Alamy(?: Stock Photo)?|Zuma Press|UPI|PA(?: Media| Wire| Images)?|PTI|NurPhoto|SOPA Images|Kyodo(?: News)?|Yonhap|IMAGO|imago|Ukrinform|RIA Novosti|Pool|Handout|Flickr|Wikimedia Commons|CC BY(?:-SA)?[ \\d.]*|iStock|Unsplash|Magnum|Picture Alliance|picture alliance)';
const NAME = "(?:[A-Z][\\p{L}'’.-]*)";
const FULL_NAME = `(?:${NAME}(?:\\s+(?:(?:van|von|der|den|de|di|da|del|al|el|bin|ibn|la|le)\\s+)?${NAME}){1,3})`;
const NAMES = `${FULL_NAME}(?:\\s*(?:,|and|AND|&|,\\s*and)\\s*${FULL_NAME}){0,5}`;
// What may follow a name in a byline: an outlet, a beat, a place, a handle.
const BYLINE_TAIL = `(?:\\s*(?:,|\\||/|—|–|-|•|·|\\bin\\b|\\bfor\\b)\\s*(?:the\\s+)?@?[\\p{L}][\\p{L}\\d'’.&@ -]{0,40}){0,3}`;
const ROLE =
  '(?:(?:chief|senior|deputy|staff|special|foreign|political|diplomatic|defen[cs]e|security|national|world|white house|european?|us|uk|asia|africa|middle east|moscow|kyiv|brussels|washington|news|freelance|contributing|associate|managing|executive|online|digital)\\s+)*(?:affairs\\s+)?(?:correspondent|reporter|editor|writer|journalist|contributor|columnist|staff|analyst|bureau(?: chief)?)';

const SOCIAL_WORD =
  '(?:share|shares|shared|tweet|tweets|retweet|post|pin|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|tiktok|threads|bluesky|mastodon|messenger|flipboard|email|e-mail|mail|print|copy|copied|link|url|save|saved|bookmark|like|likes|listen|subscribe|follow|follow us|gift|views?|reads?|comments?|replies|reactions?|followers|via|on|to|this|article|story|page|with|friends?|by|in|or|and|a|the|us|our|channel|socials?|media|clipboard|more|options|open|close|new|window|click|font|size|text|aa?)';

const PROMPT_VERB =
  "(?:sign up|subscribe|register|log in|sign in|join|get|receive|download|install|click|tap|follow|support|donate|become|try|start|stay|never miss|don[’']t miss|enter|enjoy|want|have|looking for|already|unlock|access|enable|allow|turn on|activate|like)";
const PROMPT_NOUN =
  '(?:newsletters?|inbox|e-?mail alerts?|breaking news alerts?|news alerts?|push notifications?|notifications|our app|the app|mobile app|app store|google play|subscription|subscribers?|subscribe|free trial|our channel|telegram channel|whatsapp channel|youtube channel|our podcast|daily briefing|morning briefing|weekly briefing|our journalism|independent journalism|digital edition|unlimited access|full access|account|patreon|latest updates|latest headlines|latest news|up to date|ad-free|our community|here to read|premium|never miss an? (?:update|story)|our [a-z ]{0,30}(?:briefings?|digest|bulletin|channel|app|reporting))';

/** Where a line that runs byline, date and reading time together comes apart. */
export const SEGMENT_BREAK = new RegExp(
  `\\s+[|·•]\\s+|\\s+(?=(?:\\d{1,2}\\s+${MONTH}|${MONTH}\\.?\\s+\\d{1,2},?\\s+\\d{4}|\\d{1,2}[\\s-]min(?:ute)?s?\\b))`,
  'i',
);

export const FURNITURE_RULES: readonly FurnitureRule[] = [
  // Links to other stories.
  {
    name: 'see-also line',
    pattern:
      /^(?:[>»►▶•*|-]\s*)?(?:also read|read also|also see|see also|must read|don[’']t miss|recommended(?: reading| stories| for you)?|related(?: stor(?:y|ies)| articles?| news| coverage| content| posts?| topics?| links?| reading| video)?|read more|read on|more on this(?: story| topic)?|more (?:stories|news|coverage|headlines|top stories)|further reading|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|in case you missed it|icymi|watch(?: now| live)?|listen(?: now)?|in pictures|explainer|opinion|analysis|live updates?|fact check)\s*(?:[:|»>→►▶]|[-—–]\s).*$/i,
    words: 40,
    where: 'anywhere',
  },
  {
    name: 'see-also heading',
    pattern:
      /^(?:[>»►▶•*|-]\s*)?(?:also read|read also|also see|see also|must[- ]reads?|don[’']t miss|recommended(?: reading| stories| articles| for you| videos?)?|related(?: stor(?:y|ies)| articles?| news| coverage| content| posts?| topics?| links?| reading| videos?)|read more|read next|up next|more on this(?: story| topic)?|more (?:stories|news|coverage|headlines|top stories)|more for you|latest posts(?: by [^.!?]{2,40})?|further reading|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|in case you missed it|icymi|most (?:read|popular|viewed|shared|commented|watched)(?: (?:stories|articles|news|in [\p{L} ]{2,20}|today|now))?|trending(?: (?:now|stories|news|topics|today))?|top stories|latest (?:news|stories|headlines|videos?|updates)|popular(?: now| stories| articles| posts| this week)?|editor[’']?s[’']? (?:picks?|choice)|what (?:to read|we[’']re reading)(?: next)?|from (?:our|the) (?:archives?|partners)|around the web|keep reading|next (?:article|story|up)|previous (?:article|story)|today[’']s (?:top|top stories|headlines))\s*[:>»→….]*$/iu,
    words: 8,
    where: 'anywhere',
    opens: 'list',
  },
  {
    name: 'see-also banner',
    pattern: /^(?:ALSO READ|READ ALSO|READ MORE|SEE ALSO|ALSO SEE|MUST READ|RELATED STORIES|MORE FROM)\s+\S.*$/,
    words: 40,
    where: 'anywhere',
  },
  {
    name: 'sentence-case see-also',
    pattern:
      /^(?:Also [Rr]ead|Read [Aa]lso|Read [Mm]ore (?:on|about|from|at|in|here|stories)|See [Aa]lso|More (?:stories )?from (?:the |our )?[A-Z][\p{L}]*(?:\s+[A-Z][\p{L}]*){0,3}$)(?=$|[\s,])[^.!?]*$/u,
    words: 25,
    where: 'anywhere',
  },
  {
    name: 'keep reading',
    pattern:
      /^(?:continue reading(?=\W*$|\s(?:the main story|below|this|on|at|from)\b)|read (?:the )?(?:full|whole|original|entire|complete) (?:article|story|report|interview|text|statement)|click here (?:to|for)|tap here (?:to|for)|(?:this )?(?:article|story|video|post) continues (?:below|after)|(?:scroll|swipe) (?:down )?(?:to|for) (?:continue|more|read)|load(?:ing)? more|show more|view (?:all|more)|see (?:all|more)|loading|back to top|skip to (?:content|main content|navigation)|skip advertisement|back to top button|no (?:stories|comments|results|articles|posts) (?:found|yet|available)|open image in gallery|expand(?: image)?|view gallery|hide caption|toggle caption|enlarge(?: this image)?|play video|(?:your browser does not|please (?:enable|ensure) javascript).*)(?!\w)[^.!?,]{0,80}[.…!>»→]*$/i,
    words: 16,
    where: 'anywhere',
  },
  {
    name: 'site menu',
    pattern:
      /^(?:menu|search|home|close|sections?|navigation|log ?in|sign ?in|sign ?up|register|my account|about us|contact us|privacy policy|terms (?:of (?:use|service)|and conditions)|accessibility(?: help)?|site ?map|cookie policy|careers|advertise(?: with us)?|help|faq|rss|weather|e-?paper|live tv)(?:\s*[|·•/,]\s*(?:home|about us|contact us|privacy policy|terms (?:of (?:use|service)|and conditions)|careers|advertise(?: with us)?|help|faq|rss|cookie policy|accessibility|site ?map))*$/i,
    words: 20,
    where: 'edge',
  },
  {
    name: 'breadcrumb',
    pattern: /^[\p{L}&' ]{2,24}(?:\s*[>»›]\s*[\p{L}\d&' ,’-]{2,60}){1,5}$/u,
    words: 20,
    where: 'edge',
  },
  // Comments.
  {
    name: 'comments',
    pattern:
      /^(?:(?:\d[\d,.]*k?\s+)?comments?(?:\s*\(\d[\d,.]*k?\))?|(?:leave|post|add|write) (?:a|your) (?:comment|reply|response)|your e-?mail address will not be published\..*|required fields are marked.*|cancel reply|join the (?:conversation|discussion)|(?:view|show|read|hide|see) (?:all )?(?:the )?(?:\d+ )?comments?|what do you think\?.*|have your say|(?:there are )?no comments(?: yet)?(?: for this story)?|comments (?:are closed|off|section)|be the first to (?:comment|respond).*)\s*[.:]?$/i,
    words: 14,
    where: 'anywhere',
    opens: 'end',
  },
  // Advertising and prompts.
  {
    name: 'advertisement',
    pattern:
      /^[-–—\s[(]*(?:advertisements?|ads?|advert|your ad here|sponsored(?: content| by [\p{L}\d .&'-]{2,40})?|paid (?:content|post|promotion)|promoted(?: content)?|partner content|(?:story|article|advertisement|content)\s*[-–—:]?\s*(?:scroll to )?continues?(?: reading)?(?: below| after)?(?: (?:this |the )?advertisement)?|ad feedback|report (?:this )?ad|remove ads?|why am i seeing this ad)[-–—\s\])]*(?:(?:scroll to )?continue(?: reading)?(?: below)?|scroll to continue)?[-–—\s\]).]*$/iu,
    words: 10,
    where: 'anywhere',
  },
  {
    name: 'prompt',
    pattern: new RegExp(`^(?:please\\s+)?(?:to\\s+)?${PROMPT_VERB}\\b.{0,200}\\b${PROMPT_NOUN}\\b.*$`, 'i'),
    words: 32,
    where: 'anywhere',
  },
  {
    name: 'follow us',
    pattern:
      /^(?:(?:you can )?(?:also )?(?:follow|find|like|join|connect with|watch|reach) (?:us|him|her|them|me|our [\p{L} ]{2,20}|[A-Z][\p{L}.]+(?: [A-Z][\p{L}.]+){0,3}) (?:on|at|via) (?:@|x\b|twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|tiktok|threads|bluesky|google news|social media|mastodon|reddit|our).*|follow us(?: for (?:more|updates|news).{0,30})?|follow @\w+.*|add us (?:as|on) .*(?:google|source).*)$/iu,
    words: 30,
    where: 'anywhere',
  },
  {
    name: 'cookie notice',
    pattern:
      /^(?=.*\bcookies?\b)(?=.*\b(?:we|our|us|accept|consent|browser|website|site|preferences|privacy)\b).*(?:\b(?:use|accept|reject|manage|consent|agree|set|store|improve|experience|policy|settings|preferences)\b).*$/i,
    words: 70,
    where: 'edge',
  },
  {
    name: 'tip line',
    pattern:
      /^(?:have a (?:news )?(?:tip|story)|got a (?:tip|story)|do you have (?:a|any) (?:tip|story|information)|contact (?:the reporter|the author|us at)|(?:send|e-?mail) (?:us )?(?:your )?(?:tips|feedback|news)).*$/i,
    words: 30,
    where: 'edge',
  },
  {
    name: 'about the author',
    pattern:
      /^(?:about the (?:authors?|writer)\b.*|.{0,120}\b(?:support us|donate now|subscribe now|support our (?:work|journalism))[.!]?)$/i,
    words: 40,
    where: 'edge',
  },
  {
    name: 'kicker',
    pattern:
      /^(?:ANALYSIS|OPINION|EXCLUSIVE|EXPLAINER|COMMENT|NEWS|WORLD|POLITICS|BREAKING|INTERVIEW|FEATURE|EDITORIAL|LIVE)$/,
    words: 1,
    where: 'edge',
  },
  // Copyright, tags, addresses.
  {
    name: 'copyright',
    pattern:
      /^(?:©|\([Cc]\)|Copyright|COPYRIGHT)\s*(?:©|\([Cc]\)|[-–—:])?\s*(?:[Cc]opyright\s*)?(?:(?:19|20)\d\d|\p{Lu}).{0,200}$/u,
    words: 60,
    where: 'edge',
  },
  {
    name: 'copyright year',
    pattern:
      /^(?:©|\([Cc]\)\s*(?=\d)|Copyright\s+(?:©|\([Cc]\)|(?=\d))|All [Rr]ights [Rr]eserved)\s*(?:(?:19|20)\d\d|\p{Lu}|\.?$).{0,200}$/u,
    words: 60,
    where: 'anywhere',
  },
  {
    name: 'membership',
    pattern:
      /^(?:become|be|sign up as) an? (?:member|subscriber|patron|supporter)(?: (?:today|now|here|for \S+ .{1,30}))?[.!]?$/i,
    words: 10,
    where: 'anywhere',
  },
  {
    name: 'rights',
    pattern: /^.{0,120}\b(?:all rights reserved|may not be (?:published, broadcast|reproduced)).{0,120}$/i,
    words: 40,
    where: 'edge',
  },
  {
    name: 'tags',
    pattern:
      /^(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|posted in|tagged(?: with| in)?|in this (?:article|story)|labels?)\s*:\s*\S.*$/i,
    words: 40,
    where: 'anywhere',
  },
  {
    name: 'tags heading',
    pattern: /^(?:tags|topics|keywords|filed under|categories)$/i,
    words: 3,
    where: 'edge',
    opens: 'list',
  },
  { name: 'hashtags', pattern: /^#[\p{L}\d_]+(?:[\s,]+#[\p{L}\d_]+)*$/u, words: 30, where: 'anywhere' },
  {
    name: 'web address',
    pattern: /^(?:https?:\/\/\S+|(?:[\w-]+\.)+[a-z]{2,8}(?:\/\S*)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30})$/i,
    words: 1,
    where: 'anywhere',
  },
  { name: 'picture markup', pattern: /^!\[[^\]]{0,200}\]\([^)\s]{0,300}\)$/, words: 40, where: 'anywhere' },
  { name: 'rule', pattern: /^(?:[-*_=~#•·—–]\s?){3,}$/, words: 80, where: 'anywhere' },
  // Social buttons and counts.
  {
    name: 'social buttons',
    pattern: new RegExp(
      `^(?:share|tweet|facebook|twitter|whatsapp|telegram|linkedin|reddit|e-?mail|print|copy link|save|bookmark|listen|like|follow)(?:(?:[\\s,|/·•:+]+)(?:${SOCIAL_WORD}|[\\d.,]+[km]?))*[:.!]?$`,
      'i',
    ),
    words: 16,
    where: 'anywhere',
  },
  {
    name: 'bare count',
    pattern: /^(?:\d{1,3}(?:[.,]\d{3})*|\d{1,6}|[\d.]{1,5}[km]|views|shares|likes|reads)$/i,
    words: 1,
    where: 'edge',
  },
  { name: 'file slug', pattern: /^[a-z\d]+(?:_[a-z\d]+)+(?:\.(?:jpe?g|png|webp))?$/i, words: 1, where: 'edge' },
  {
    name: 'counts',
    pattern:
      /^(?:[\d.,]+\s*[km]?\s+(?:shares?|views?|comments?|likes?|reads?|retweets?|followers|reactions?|replies)[\s,|·•]*)+$/i,
    words: 12,
    where: 'anywhere',
  },
  {
    name: 'listen',
    pattern:
      /^(?:listen to (?:this |the )?(?:article|story|audio|podcast)|(?:play|pause) audio|audio (?:version|article)|gift (?:this )?article|getting your .{2,40} audio player ready|audio player|print this (?:page|article|story)|share (?:this|on|via|full|the)\b.{0,40}|report (?:a|an) (?:typo|error|mistake)|(?:make|add|set) [\p{L} ]{2,30} (?:as )?(?:a |your )?preferred source.*)[.:…]*$/iu,
    words: 10,
    where: 'anywhere',
  },
  // Times.
  {
    name: 'reading time',
    pattern:
      /^(?:(?:estimated )?(?:reading|read) time\s*:?\s*)?(?:about |approx\.? |less than )?(?:\d{1,3}|a|one|two|three|four|five)[\s-]*min(?:ute)?s?\.?(?:[\s-]+(?:read|reading|listen|watch)(?: time)?)?$/i,
    words: 6,
    where: 'edge',
  },
  {
    name: 'stamped time',
    pattern: new RegExp(`^${STAMP_LEAD}\\b(?::|\\b)${DATE_RUN}*[\\s|·•.:]*$`, 'i'),
    words: 20,
    where: 'anywhere',
  },
  {
    name: 'time line',
    pattern: new RegExp(
      `^(?=.*\\d)${DATE_WORD}${DATE_RUN}{0,14}(?:\\s*[|·•/—–-]\\s*(?:updated|published|\\d+ min read)?${DATE_RUN}{0,12})?[.]?$`,
      'i',
    ),
    words: 20,
    where: 'edge',
  },
  {
    name: 'stamped byline',
    pattern: new RegExp(`^(?:${STAMP_LEAD}|posted|published)\\b.{0,60}\\bby\\s+${NAMES}$`, 'iu'),
    words: 24,
    where: 'edge',
  },
  // Where it came from.
  {
    name: 'original source',
    pattern:
      /^(?:(?:original (?:article )?source|article source|source(?: id| link| url)?)\s*:\s*\S.{0,120}|(?:originally published|first published|this (?:article|story) (?:first|originally) appeared) (?:at|on|in|by)\s+\S.{0,120})$/i,
    words: 14,
    where: 'edge',
  },
  {
    name: 'feed credit',
    pattern:
      /^(?:via IFTTT|source link|view source|from [A-Z][\w .]{2,40} https?:\/\/\S+|(?:…|\.\.\.|\[…\]|\[\.\.\.\])?\s*read more|the post .{3,200} (?:first )?appeared first on .{2,60})\.?$/i,
    words: 40,
    where: 'edge',
  },
  {
    name: 'posted by',
    pattern: /^(?:posted|published|written|reported) by(?:\s*:)?(?:\s+\p{Lu}[\p{L}'’.-]*){0,4}$/iu,
    words: 6,
    where: 'edge',
  },
  {
    name: 'agency name',
    pattern:
      /^(?:Agence France-Presse|The Associated Press|Associated Press|Press Association|Xinhua News Agency|Deutsche Presse-Agentur|Thomson Reuters|Bloomberg News|Reuters|AFP|AP)$/,
    words: 4,
    where: 'edge',
  },
  // Who wrote it.
  {
    name: 'byline',
    pattern: new RegExp(
      `^(?:By|BY|by|Story by|Written by|Reported by|Report by|Words by|Text by|Author|Authors|Author:|Authors:|From)\\s*:?\\s+${NAMES}${BYLINE_TAIL}$`,
      'u',
    ),
    words: 20,
    where: 'edge',
  },
  {
    name: 'outlet byline',
    pattern:
      /^(?:By|From|Source:?|Via)\s+(?:the\s+)?[\p{L}\d'’.& -]{1,40}\b(?:staff|newsroom|news ?desk|desk|agencies|agency|reporters?|correspondents?|editors?|editorial board|team|bureau|news service|web desk|report)s?(?:\s+and\s+[\p{L} ]{2,30})?$/iu,
    words: 12,
    where: 'edge',
  },
  {
    name: 'role',
    pattern: new RegExp(
      `^(?:${FULL_NAME}\\s*[,|–—-]\\s*)?(?:[A-Z][\\p{L}]+\\s+){0,3}${ROLE}(?:\\s*,\\s*[\\p{L} ]{2,40}|\\s+in\\s+[\\p{L} ]{2,30})?$`,
      'iu',
    ),
    words: 9,
    where: 'edge',
  },
  {
    name: 'credits',
    pattern:
      /^[([]?(?:(?:additional |further )?(?:reporting|writing|editing|compiled|translated|translation|edited|produced|graphics?|research|video)(?: and (?:writing|editing))?|with (?:inputs?|reporting|files|agencies|contributions?)|this (?:story|article) (?:was|is) (?:originally|first)? ?(?:published|produced|republished)|the original (?:article|version)) (?:by|from|in|on|at)\b.*[)\].]?$/i,
    words: 60,
    where: 'edge',
  },
  {
    name: 'agencies',
    pattern:
      /^[([]?(?:with )?(?:inputs? from |source:?\s*)?(?:AFP|AP|Reuters|Xinhua|TASS|ANI|PTI|IANS|DPA|dpa|UPI|Bloomberg|Anadolu|Interfax|Agencies|agencies|Press TV|Sputnik)(?:\s*(?:,|\/|and|&|-)\s*(?:AFP|AP|Reuters|Xinhua|TASS|ANI|PTI|IANS|DPA|dpa|UPI|Bloomberg|Anadolu|Interfax|agencies))*[)\].]?$/,
    words: 8,
    where: 'anywhere',
  },
  // Pictures.
  {
    name: 'file photo',
    pattern: /^(?:FILE(?:\s+(?:PHOTO|IMAGE|PICTURE|VIDEO))?\s*(?:[:—–]|-)\s?|File (?:photo|image|picture)\b).*$/,
    words: 90,
    where: 'anywhere',
  },
  {
    name: 'labelled credit',
    pattern:
      /^(?:(?:photo|image|picture|pic|photograph|video|illustration|graphic|map|chart|cover|photo illustration)s?(?:\s+(?:credit|source|by|courtesy(?: of)?))?|credits?|caption|image caption|getty images?)\s*(?::|\/)\s*\S.*$/i,
    words: 60,
    where: 'anywhere',
  },
  {
    name: 'bare label',
    pattern:
      /^(?:image (?:source|caption|credit)|photo (?:credit|caption)|media caption|figure caption|getty images)$/i,
    words: 3,
    where: 'anywhere',
  },
  {
    name: 'photo by',
    pattern: new RegExp(`^(?:Photo|Image|Picture|Illustration|Photography|Video)s? by ${NAME}.*$`, 'u'),
    words: 14,
    where: 'anywhere',
  },
  {
    name: 'caption with bracketed credit',
    pattern: new RegExp(
      `^.{0,500}[([](?:(?:[Ff]ile |AP |EPA |AFP )?(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Pp]ic|[Vv]ideo)s?\\b\\s*(?:[:/-]|by|via|credit|courtesy|from)\\s*[^()\\[\\]]{1,80}|(?:[Cc]redit|[Ss]ource|[Cc]ourtesy)\\s*:\\s*[^()\\[\\]]{1,80}|[^()\\[\\]]{0,60}(?:/|\\bvia\\s+|\\|\\s*)${AGENCY}(?:\\s+via\\s+${AGENCY})?|${AGENCY}\\s?(?:/|\\s+via\\s+)\\s?[^()\\[\\]]{1,60}|${AGENCY} (?:[Gg]raphic|[Pp]hoto|[Ii]mage|[Ii]llustration|[Mm]ap|[Vv]ideo)s?|[Ff]ile [Pp]hoto)[)\\]]\\.?$`,
      'u',
    ),
    words: 70,
    where: 'anywhere',
  },
  {
    name: 'caption with slashed credit',
    pattern: new RegExp(
      `^.{0,500}(?:\\bvia\\s+${AGENCY}|[\\p{L}.]/\\s?${AGENCY}(?:[/ ]\\s?${AGENCY})?|\\b${AGENCY}\\s?/\\s?${NAME}(?:\\s${NAME}){0,3}(?:\\s?/\\s?(?:File Photo|File|Pool|Handout))?|(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]redit|[Pp]hotograph)s?(?:\\s+[Cc]redit)?:\\s*[^.:]{2,80}|\\bGetty Images|\\bAP Photo|[–—|-]\\s${AGENCY})$`,
      'u',
    ),
    words: 70,
    where: 'anywhere',
  },
];
