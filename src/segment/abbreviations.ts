/** Words whose full stop does not end a sentence, by what must follow for it to end one after all. */

const listed = (words: string) => new Set(words.split(' '));

/** Always followed by what they belong to: "Gen. Milley", "St. Petersburg", "vs. Iran". */
export const LEADING = listed(
  'Mr Mrs Ms Mx Messrs Dr Drs Prof St Sen Sens Rep Reps Gov Govs Gen Gens Lt Col Maj Capt Cpl Pvt Sgt Cmdr Cdr Adm Brig ' +
    'Rev Hon Pres Supt Insp Amb Atty Mt Ft vs cf approx ca viz',
);

/** Followed by a number when they do not end a sentence: "No. 10", "Jan. 5", "p. 12". */
export const BEFORE_NUMBER = listed(
  'No Nos nos p pp Art Sec Fig Vol Rs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec',
);

/** May end a sentence or not: they do only before a word that opens sentences. */
export const TRAILING = listed(
  'Inc Corp Co Ltd Bros Jr Sr Dept Univ Assn Ave Blvd Rd etc al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec ' +
    'Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich ' +
    'Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Esq PhD Ph',
);

/** Capitalised words that open a sentence far more often than they follow an abbreviation inside one. */
export const OPENERS = listed(
  'The A An In On At It He She They We I You But And Or So This That These Those Its His Her Their Our My As For After ' +
    'Before Since When While With Without Under Over Until If Once Although Though Because However Meanwhile Moreover ' +
    'Earlier Later Last Next Now Then There Here Both Also Some Many Most Several Such Other Others Another Each Every ' +
    'Neither Nor Not No Yet Still Even Only Just One Two Three Four Five Six Seven Eight Nine Ten Officials Critics ' +
    'Analysts What Who Why How Where Which From By To Of According Despite During Among Between Instead Asked Speaking',
);

/** What may follow "5 p.m." inside a sentence though it has a capital. */
export const AFTER_TIME = listed(
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September ' +
    'October November December Eastern Central Pacific Mountain GMT UTC EST EDT CST CDT MST MDT PST PDT CET CEST BST IST ' +
    'Moscow Kyiv Kiev London Paris Berlin Beijing Tokyo Washington Jerusalem Tehran Local Greenwich',
);

/** Verbs by which `"Will you go?" Ms. Rice asked.` belongs to its quotation. */
export const REPORTING =
  'said|says|say|asked|asks|wrote|writes|added|adds|told|replied|shouted|cried|yelled|exclaimed|tweeted|posted|declared|warned|quipped|demanded|wondered|responded|continued|insisted';
