import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';

/** The account that PostgreSQL runs as. */
export interface Account {
	uid: number;
	gid: number;
}

function knownUsers(): { name: string; uid: number; gid: number }[] {
	return readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.filter((fields) => fields.length > 3)
		.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function nearestExisting(folder: string): string {
	for (let at = folder; ; at = path.dirname(at)) {
		try {
			lstatSync(at);
			return at;
		} catch {
			if (at === path.dirname(at)) return at;
		}
	}
}

/**
 * Null: as ourselves. PostgreSQL refuses to run as root, so root lends it an account: the one that owns the data, else
 * the one that owns the folder in which the data will be, else `homecourt` where an administrator made such a user, else
 * `nobody`. An account without a name is not used because initdb asks for the name.
 */
export function chooseAccount(folder: string, cluster: string): Account | null {
	if (process.getuid?.() !== 0) return null;
	const users = knownUsers();
	for (const place of [nearestExisting(cluster), nearestExisting(folder)]) {
		const owner = users.find((user) => user.uid === statSync(place).uid);
		if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
	}
	const lent = users.find((user) => user.name === 'homecourt') ?? users.find((user) => user.name === 'nobody');
	if (!lent || lent.uid === 0) {
		throw new EmbeddedProblem(
			'database.unreadable',
			'Embedded database: PostgreSQL refuses to run as root and there is no user "nobody" or "homecourt" to lend it.',
			{ folder },
		);
	}
	return { uid: lent.uid, gid: lent.gid };
}
