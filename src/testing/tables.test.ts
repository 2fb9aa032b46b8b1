import { existsSync, readFileSync } from 'node:fs';
import { inject, expect, it } from 'vitest';
import { openSql } from '#platform/database/connect.ts';
import { createDatabase, dropDatabase } from '#platform/installation/control.ts';
import { photographTables } from '#testing/photograph-tables.ts';

it('has table types that show the migrated database (run src/testing/photograph.ts after a migration)', async () => {
	const database = 'test_photograph';
	await createDatabase(inject('server'), database, inject('template'));
	const sql = openSql(inject('server'), database, { connections: 1 });
	try {
		const pictures = await photographTables(sql);
		expect(pictures.size).toBeGreaterThan(5);
		for (const [file, text] of pictures)
			expect(existsSync(file) && readFileSync(file, 'utf8') === text, file).toBe(true);
	} finally {
		await sql.end();
		await dropDatabase(inject('server'), database);
	}
});
