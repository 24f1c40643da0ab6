// SPDX-License-Identifier: Apache-2.0
// `node duckdb.mjs FOLDER`: loads FOLDER's CSV into DuckDB in memory and times the evaluation statement alone,
// median of 3, on one thread and on two. Prints the blocks that `checks.hpp` defines.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node duckdb.mjs FOLDER');
  process.exit(2);
}
const repetitions = 3;
const sql = (name) => readFileSync(new URL(`sql/${name}`, import.meta.url), 'utf8');

const instance = await DuckDBInstance.create(':memory:');
const database = await instance.connect();
await database.run(sql('duckdb_setup.sql'));
for (const table of ['subject', 'record']) {
  await database.run(`COPY ${table} FROM '${folder}/${table}.csv' (HEADER false, DATEFORMAT '%Y-%m-%d')`);
}
const countOf = async (table) =>
  (await database.runAndReadAll(`SELECT count(*)::varchar FROM ${table}`)).getRows()[0][0];
const [subjects, records] = [await countOf('subject'), await countOf('record')];

for (const threads of [1, 2]) {
  await database.run(`SET threads = ${threads}`);
  const times = [];
  for (let i = 0; i < repetitions; i++) {
    await database.run('DROP TABLE IF EXISTS result');
    const start = process.hrtime.bigint();
    await database.run(sql('evaluate.sql'));
    times.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  times.sort((a, b) => a - b);
  const checks = (await database.runAndReadAll(sql('checks.sql'))).getRows();
  const lines = [
    'engine duckdb',
    `threads ${threads}`,
    `subjects ${subjects}`,
    `records ${records}`,
    `seconds ${times[1].toFixed(5)}`,
    `memory_bytes ${process.resourceUsage().maxRSS * 1024}`,
    ...checks.map(([, word, value]) => `check ${word} ${value}`),
    '',
  ];
  console.log(lines.join('\n'));
}
database.closeSync();
