/** Schema: which one this version reads and writes; a store of another is refused. */
export const SCHEMA_VERSION = 1;
