import { writeFileSync } from 'node:fs';
import { startCluster } from '#testing/cluster-start.ts';
import { openSql } from '#platform/database/connect.ts';
import { photographTables } from '#testing/photograph-tables.ts';

const cluster = await startCluster();
const sql = openSql(cluster.server, cluster.template, { connections: 1 });
for (const [file, text] of await photographTables(sql)) {
	writeFileSync(file, text);
	process.stdout.write(`${file}\n`);
}
await sql.end();
await cluster.stop();
