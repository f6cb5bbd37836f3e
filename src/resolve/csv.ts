/** Read and write CSV (RFC 4180: commas, double quotes, one header line), the form of the knowledge tables. */

export type Row = Readonly<Record<string, string>>;

/** Rows by header name. Throws with file and line on a row of the wrong width or an open quotation. */
export function parseCsv(text: string, file: string): Row[] {
  const lines = splitRecords(text, file);
  const header = lines[0]?.fields ?? [];
  return lines.slice(1).map(({ fields, line }) => {
    if (fields.length !== header.length) {
      throw new Error(`${file}:${line}: ${fields.length} fields where the header has ${header.length}; quote commas`);
    }
    const row: Record<string, string> = {};
    for (let i = 0; i < header.length; i += 1) row[header[i]!] = fields[i]!;
    return row;
  });
}

interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

function splitRecords(text: string, file: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 0;
  for (const raw of text.split('\n')) {
    line += 1;
    const record = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (record === '') continue;
    records.push({ fields: record.includes('"') ? quotedFields(record, `${file}:${line}`) : record.split(','), line });
  }
  return records;
}

function quotedFields(record: string, at: string): string[] {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/uy;
  let ended = false;
  while (!ended) {
    const found = field.exec(record);
    if (!found) throw new Error(`${at}: a quotation is not closed; a quote inside a field is written twice`);
    fields.push(found[1] === undefined ? found[2]! : found[1].replaceAll('""', '"'));
    ended = found[3] === '';
  }
  return fields;
}

/** One header line, then the rows in the order given; line breaks inside a value become spaces. */
export function formatCsv(columns: readonly string[], rows: readonly Row[]): string {
  const quote = (value: string): string => {
    const flat = value.replaceAll(/\s+/gu, ' ').trim();
    return /[",]/u.test(flat) ? `"${flat.replaceAll('"', '""')}"` : flat;
  };
  const lines = rows.map((row) => columns.map((column) => quote(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
