/** Titles: the articles that the stream's links lead to, each with a label, a kind and the surface forms that lead to it. */
import type { Label } from '../../src/model.ts';
import type { GoldEntity, Item } from './sources.ts';

export interface Title {
  readonly title: string;
  readonly surfaces: Map<string, number>;
  /** By the gold training documents: 2 for a surface form of the item, 6 for the name. */
  readonly votes: Map<Label, number>;
  /** By the words around the links. */
  readonly hints: Map<Label, number>;
}

const bump = <K>(counts: Map<K, number>, key: K, by = 1): void => void counts.set(key, (counts.get(key) ?? 0) + by);

const OFFICE = /(?:^|\s)(?:president|prime minister|minister|chancellor|premier|king|queen|prince|princess|leader|spokes(?:man|woman|person)|secretary|governor|mayor|senator|general|ambassador|chairman|chairwoman|chief|director|commander|colonel|captain|judge|representative|congressman|congresswoman|activist|journalist|singer|actor|actress|footballer|sheikh|pope|cardinal|bishop|ayatollah|politician|lawmaker|candidate|ceo|founder|envoy|deputy|speaker)\s+$/iu;
const SAYS = /^(?:,? (?:says|said|announces|states|resigns|dies|is (?:killed|arrested|elected|sentenced|appointed)|was (?:killed|arrested)|wins|calls|accuses|warns|meets|signs|urges|confirms|becomes))\b/u;

/** What the words around a link tell of the thing linked: weak votes, used where no better source labels the title. */
export function contextVotes(item: Item, link: Item['links'][number]): Label | undefined {
  const before = item.text.slice(Math.max(0, link.start - 40), link.start);
  const after = item.text.slice(link.end, link.end + 30);
  if (OFFICE.test(before) && /^\p{Lu}\S*(?: \S+)*$/u.test(link.text)) return 'Person';
  if (/^, \p{Lu}/u.test(after) && /\b(?:in|near|at|on|from|of|to|outside|around)(?: the)? $/u.test(before)) return 'Place';
  if (/\b(?:in|near)(?: the)? $/u.test(before) && /^[.,]/u.test(after)) return 'Place';
  if (SAYS.test(after) && /^\p{Lu}[\p{L}'’-]+(?: (?:al|bin|de|da|dos|van|von|el)[ -]?)?(?: \p{Lu}[\p{L}'’.-]+){1,3}$/u.test(link.text)) return 'Person';
  return undefined;
}

export interface Form {
  readonly pattern: RegExp;
  readonly label: Label | 'none';
  readonly kind?: string;
}

/** What the form of a title tells; the first that fits holds. `none`: a common noun, a list, a work, a match. */
export const FORMS: readonly Form[] = [
  { pattern: /^(?:List of|Timeline of|Outline of|Deaths in|Capital punishment|Human rights|Foreign relations|History of|Politics of|Economy of|Religion in|Islam in|Freedom of|Women|Premiership of|COVID-19|LGBT)/u, label: 'none' },
  { pattern: /(?:relations|language|languages|people|diaspora|Americans|cuisine|dollar|euro|rupee|season|film|album|song|TV series|novel|video game|Award|Awards|Prize|League|Cup|Open|Olympics|Championship|Championships|Grand Prix|Trophy|Bowl|tournament|draft|football club\)|F\.?C\.?)$/u, label: 'none' },
  { pattern: /^(?:Camerlengo|Party leaders|General Secretary|Chief Justice|First Secretary|Deputy|Vice|Acting|Cardinal|Commander|Commissioner|Permanent Representative|Academy Award|President|Vice President|Prime Minister|Minister|Deputy Prime Minister|Governor|Mayor|Speaker|Chancellor|Monarchy|King|Queen|Supreme Leader|Ambassador|Chief of|Chief Minister|Secretary|Attorney General|Director|Chair|First Minister|Foreign Minister|Leader of|Member of)\b.* (?:of|for|to)\b/u, label: 'none' },
  { pattern: /^(?:President|Prime Minister|Minister|Ministers?|Foreign minister|Secretary|Chancellor|Governor|Mayor) /u, label: 'none' },
  { pattern: /\b(?:elections?|referendum)\b/iu, label: 'Event', kind: 'election' },
  { pattern: /\b(?:war|invasion|conflict|insurgency|offensive|campaign|clashes|uprising|rebellion|revolution|Intifada|genocide|blockade|siege)\b(?: \(.*\))?$/iu, label: 'Event', kind: 'war' },
  { pattern: /^(?:Battle|Siege|Fall|War|Operation|Invasion|Occupation|Annexation)\b/u, label: 'Event', kind: 'war' },
  { pattern: /\b(?:attacks?|strikes?|airstrikes?|bombings?|shootings?|massacres?|assassination|coup d'état|killings?|raid|hijacking|explosion|shelling|stabbings?)\b(?: \(.*\)| of .*| on .*)?$/iu, label: 'Event', kind: 'attack' },
  { pattern: /^(?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December) .*(?:attack|strike|bombing|shooting|coup|massacre|protests?|crisis|negotiations|talks|ceasefire|summit|conference)/u, label: 'Event' },
  { pattern: /\b(?:protests?|demonstrations?|riots?|unrest)\b$/iu, label: 'Event', kind: 'protest' },
  { pattern: /\b(?:summit|conference|meeting)\b(?: \(.*\))?$/iu, label: 'Event', kind: 'meeting' },
  { pattern: /\b(?:talks|negotiations)\b$/iu, label: 'Event', kind: 'talks' },
  { pattern: /\b(?:ceasefire|truce|armistice)\b$/iu, label: 'Event', kind: 'ceasefire' },
  { pattern: /\b(?:Agreement|Treaty|Accords?|Convention|Protocol|Pact|Resolution \d+|agreement|treaty|peace plan)\b(?: \(.*\)| on .*| of .*)?$/u, label: 'Event', kind: 'agreement' },
  { pattern: /\b(?:crisis|dispute|standoff)\b$/iu, label: 'Event', kind: 'dispute' },
  { pattern: /\b(?:sanctions)\b/iu, label: 'Event', kind: 'sanctions' },
  { pattern: /\b(?:Party|Parti|Partei|Partido|Congress Party|Democrats|Movement|Front|Coalition|Bloc|Alliance|Union Party)\b(?: \(.*\)| of .*| for .*)?$/u, label: 'Institution', kind: 'party' },
  { pattern: /\b(?:Ministry|Department|Parliament|Assembly|Senate|Congress|Council|Court|Tribunal|Police|Army|Navy|Air Force|Armed Forces|Forces|Guard|Guards|Agency|Bureau|Commission|Committee|Authority|Service|Administration|Government|government|Cabinet|cabinet|Constabulary|Carabinieri|military|Bundestag|Diet|Duma|Rada|Office|Command|Directorate|Junta|junta|House of \w+|presidency of .*|National Bank|Central Bank|Federal Reserve|Treasury)\b(?: \(.*\)| of .*| for .*)?$/u, label: 'Institution', kind: 'government' },
  { pattern: /\b(?:Brigades?|Militia|Liberation Army|Battalion|Cartel|cartel|Jihad|Taliban|rebels|Resistance|gang|Gang|Brotherhood)\b(?: \(.*\)| of .*)?$/u, label: 'Institution', kind: 'armed_group' },
  { pattern: /\b(?:University|Institute|College|Foundation|Think tank|Academy|Observatory|Watch|Center for|Centre for)\b/u, label: 'Institution', kind: 'thinktank' },
  { pattern: /\b(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Broadcasting|Television|TV|Radio|Press|newspaper|magazine|news agency|News Agency|Daily)\b(?: \(.*\)| of .*)?$/u, label: 'Institution', kind: 'media' },
  { pattern: /\b(?:Airlines?|Airways|Inc\.|Corporation|Company|Group|Holdings|Motors|Bank|Industries|Technologies|Energy|Oil|Petroleum|Electronics|Aerospace|Ltd|Limited|plc|AG|company)\b(?: \(.*\))?$/u, label: 'Institution', kind: 'company' },
  { pattern: /\b(?:Organi[sz]ation|Association|Federation|League of|Union|Society|Trust|Red Cross|Red Crescent|Confederation|Nations|Programme)\b(?: \(.*\)| of .*| for .*)?$/u, label: 'Institution', kind: 'igo' },
  { pattern: /\b(?:Church|Diocese|Patriarchate|Archdiocese)\b/u, label: 'Institution', kind: 'religious' },
  { pattern: /(?:Airport|Air Base|Airbase|Base|Bridge|Dam|Square|Palace|Tower|Stadium|Arena|Station|Building|Temple|Mosque|Cathedral|Embassy|embassy|Crossing|crossing|Port|Prison|Hospital|Power Plant|power plant|Refinery|refinery|Camp|camp|Airfield|Shipyard|Complex)(?: \(.*\))?$/u, label: 'Place', kind: 'facility' },
  { pattern: /\b(?:Province|Governorate|Oblast|District|County|State|Region|Municipality|Department|Division|Territory|Prefecture|Raion|Republic of \w+|Autonomous|Peninsula|Island|Islands|Sea|Gulf|Strait|River|Lake|Mountain|Mount|Bay|Valley|Desert|Ocean|Canal|Channel|Basin|Border|border|Heights|Hills|Coast|Subdistrict|Tehsil|Taluka)\b(?: \(.*\))?$/u, label: 'Place', kind: 'region' },
  { pattern: /\b(?:City|Town|Village|Township|Cantonment)\b(?: \(.*\))?$/u, label: 'Place', kind: 'city' },
  { pattern: /^(?:Strait|Gulf|Lake|Mount|Port|Isle|Sea|Bay|Cape) (?:of )?\p{Lu}/u, label: 'Place', kind: 'region' },
  { pattern: /^\p{Lu}[\p{L}'’ -]+, \p{Lu}[\p{L}'’. -]+$/u, label: 'Place', kind: 'city' },
];

/** Surface forms with a capital, as the links of the items have them; labels voted by gold entities of the same items. */
export function collectTitles(items: readonly Item[], gold: ReadonlyMap<string, readonly GoldEntity[]>): Map<string, Title> {
  const titles = new Map<string, Title>();
  for (const item of items) {
    const entities = gold.get(item.id) ?? [];
    for (const link of item.links) {
      const surface = link.text.replace(/[’']s$/u, '').replaceAll(/\s+/gu, ' ').trim();
      if (!/\p{Lu}/u.test(surface) || /^\P{L}+$/u.test(surface)) continue;
      const title = titles.get(link.title) ?? { title: link.title, surfaces: new Map(), votes: new Map(), hints: new Map() };
      titles.set(link.title, title);
      bump(title.surfaces, surface);
      const told = entities.filter((entity) => entity.name === link.title || entity.mentions.includes(surface));
      for (const entity of told) bump(title.votes, entity.label, entity.name === link.title ? 6 : 2);
      const guess = contextVotes(item, link);
      if (guess) bump(title.hints, guess);
    }
  }
  return titles;
}
