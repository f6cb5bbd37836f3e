/** Configure: flag, environment, .env, entente.config.json, default; the first that says something wins. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { z } from 'zod';

const count = z.coerce.number().int().positive();

const Neo4jFile = z.strictObject({
  uri: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  database: z.string().optional(),
});

const ConfigFile = z.strictObject({
  $schema: z.string().optional(),
  store: z.enum(['embedded', 'neo4j']).optional(),
  db: z.string().optional(),
  neo4j: Neo4jFile.optional(),
  decisions: z.string().optional(),
  model: z.string().optional(),
  ner: z.string().optional(),
  threads: count.optional(),
  batch: count.optional(),
});

const Config = z.object({
  store: z.enum(['embedded', 'neo4j']).default('embedded'),
  /** File of the embedded store. */
  db: z.string().min(1).default('.entente/graph.db'),
  neo4jUri: z.string().min(1).default('bolt://localhost:7687'),
  neo4jUsername: z.string().default('neo4j'),
  neo4jPassword: z.string().optional(),
  neo4jDatabase: z.string().optional(),
  /** File of what a person ruled on who is who; beside the store where absent. */
  decisions: z.string().optional(),
  /** Folder of the news encoder; the package's own where absent. */
  model: z.string().optional(),
  /** Another model for the named entities. */
  ner: z.string().optional(),
  threads: count.optional(),
  /** Padded word pieces that the encoder reads at once. */
  batch: count.optional(),
});
export type Config = z.infer<typeof Config>;

type Setting = keyof Config;
type Values = Partial<Record<Setting, unknown>>;

/** A wrong setting: the message names the value, where it stands and what may stand there. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const variables: Readonly<Record<Setting, string>> = {
  store: 'ENTENTE_STORE',
  db: 'ENTENTE_DB',
  neo4jUri: 'NEO4J_URI',
  neo4jUsername: 'NEO4J_USERNAME',
  neo4jPassword: 'NEO4J_PASSWORD',
  neo4jDatabase: 'NEO4J_DATABASE',
  decisions: 'ENTENTE_DECISIONS',
  model: 'ENTENTE_MODEL',
  ner: 'ENTENTE_NER',
  threads: 'ENTENTE_THREADS',
  batch: 'ENTENTE_BATCH',
};
const settings = Object.keys(variables) as Setting[];

const file = 'entente.config.json';

/** @param flags as given on the command line; undefined where a flag is absent. */
export function readConfig(
  flags: Values,
  folder: string = process.cwd(),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const sources: readonly { readonly values: Values; readonly placeOf: (setting: Setting) => string }[] = [
    { values: flags, placeOf: (setting) => `--${setting}` },
    { values: fromVariables(environment), placeOf: (setting) => variables[setting] },
    { values: fromVariables(readDotenv(join(folder, '.env'))), placeOf: (setting) => `.env: ${variables[setting]}` },
    { values: readFile(join(folder, file)), placeOf: (setting) => `${file}: ${setting}` },
  ];
  const chosen: Values = {};
  const places: Partial<Record<Setting, string>> = {};
  for (const setting of settings) {
    const source = sources.find(({ values }) => values[setting] !== undefined);
    if (!source) continue;
    chosen[setting] = source.values[setting];
    places[setting] = source.placeOf(setting);
  }
  const parsed = Config.safeParse(chosen);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const setting = issue.path[0] as Setting;
  throw new ConfigError(`${places[setting] ?? setting}: "${String(chosen[setting])}": ${issue.message}`, {
    cause: parsed.error,
  });
}

/** An empty variable is one that is not set. */
function fromVariables(environment: Readonly<Record<string, string | undefined>>): Values {
  return Object.fromEntries(settings.map((setting) => [setting, environment[variables[setting]] || undefined]));
}

function readDotenv(path: string): Record<string, string> {
  return existsSync(path) ? parse(readFileSync(path)) : {};
}

function readFile(path: string): Values {
  if (!existsSync(path)) return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new ConfigError(`${path}: not JSON: ${cause.message}; mend the file or delete it`, { cause });
  }
  const parsed = ConfigFile.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const keys = Object.keys(ConfigFile.shape).join(', ');
    const hint = issue.code === 'unrecognized_keys' ? `; the keys are ${keys}` : '';
    throw new ConfigError(`${path}: at ${issue.path.join('.') || 'the top'}: ${issue.message}${hint}`, {
      cause: parsed.error,
    });
  }
  const { neo4j = {}, $schema: _schema, ...values } = parsed.data;
  return {
    ...values,
    neo4jUri: neo4j.uri,
    neo4jUsername: neo4j.username,
    neo4jPassword: neo4j.password,
    neo4jDatabase: neo4j.database,
  };
}
