/** The noun of extraction: a statement proposed, before its circumstance, attribution and date are known. */
import type { Label, Modality, Polarity, Reference, ResolvedSentence } from '../model.ts';
import { permits, relationOf } from '../ontology.ts';
import { type Chunk, chunkSentence } from './chunks.ts';
import { type Denoted, denote, indexPhrases, ownersDenoted, type Phrases } from './denote.ts';
import { findLists } from './lists.ts';
import { plantTree, type Roles, type Tree } from './tree.ts';

export interface Candidate {
  readonly relation: string;
  readonly subject: Denoted;
  readonly object: Denoted;
  /** Token that states the relation, and the one whose clause decides polarity and modality. */
  readonly cue: number;
  readonly carrier: number;
  /** Which table row or construction proposed it: the start of `why`. */
  readonly rule: string;
  /** Of the pair head's proposals: the tables found another statement of this relation in the sentence. */
  readonly rivalled?: boolean;
  /** The pair head proposed it too. */
  readonly corroborated?: boolean;
  /** A noun names an act as done, whatever its governor does with it: see circumstance.ts. */
  readonly presupposed?: boolean;
  readonly polarity?: Polarity;
  readonly modality?: Modality;
  readonly title?: string;
  readonly status?: string;
  readonly role?: string;
}

/** A sentence with its tree and the entities its phrases stand for; its chunks and lists are read when first asked for. */
export interface Scene {
  readonly sentence: ResolvedSentence;
  readonly tree: Tree;
  readonly phrases: Phrases;
  readonly chunks: readonly Chunk[];
  readonly lists: readonly (readonly Reference[])[];
}

export function setScene(sentence: ResolvedSentence): Scene {
  const tree = plantTree(sentence.tokens);
  let chunks: readonly Chunk[] | undefined;
  let lists: Reference[][] | undefined;
  const scene: Scene = {
    sentence,
    tree,
    phrases: indexPhrases(tree, sentence.references),
    get chunks() {
      chunks ??= chunkSentence(scene);
      return chunks;
    },
    get lists() {
      lists ??= findLists(scene);
      return lists;
    },
  };
  return scene;
}

/** Entities filling a role, possessors and demonyms reached through the noun they own. */
export function fill(scene: Scene, roles: Roles, role: string): Denoted[] {
  return (roles.get(role) ?? []).flatMap((i) => denote(scene.tree, scene.phrases, i));
}

/** Keeps those of the labels asked for. */
export const ofLabels = (list: readonly Denoted[], labels: readonly Label[] | undefined): Denoted[] =>
  labels ? list.filter((d) => labels.includes(d.reference.label)) : [...list];

/** Every subject with every object that the ontology permits, an entity never with itself. */
export function pairUp(
  relation: string,
  subjects: readonly Denoted[],
  objects: readonly Denoted[],
  rest: Omit<Candidate, 'relation' | 'subject' | 'object'>,
): Candidate[] {
  const spec = relationOf(relation);
  return subjects.flatMap((subject) =>
    objects
      .filter(
        (object) =>
          object.reference.entity !== subject.reference.entity &&
          permits(spec, subject.reference.label, object.reference.label),
      )
      .map((object) => ({ relation, subject, object, ...rest })),
  );
}

/** Every two of a coordinated phrase: "talks between A, B and C". */
export function pairAll(
  relation: string,
  parties: readonly Denoted[],
  rest: Omit<Candidate, 'relation' | 'subject' | 'object'>,
): Candidate[] {
  return parties.flatMap((subject, i) => pairUp(relation, [subject], parties.slice(i + 1), rest));
}

export { denote, ownersDenoted };
