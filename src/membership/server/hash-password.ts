import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Problem } from '#platform/problem.ts';
import { takeTurns } from '#platform/turns.ts';

/**
 * scrypt with N = 2^14, r = 8, p = 5: the OWASP Password Storage Cheat Sheet's choice for 16 MB of memory, since a
 * server of 1 GB must stand several sign-ins at once.
 */
const cost = { N: 16_384, r: 8, p: 5 };
const hashBytes = 32;

/** The password as it is stored: `scrypt$N$r$p$salt$hash`, base64url. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	const hash = await derive(password, salt, cost, hashBytes);
	return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** True when the password is the stored one. Without a stored one it takes as long, and is false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
	const [, N, r, p, salt, hash] = (stored ?? nobody).split('$');
	const right = Buffer.from(hash ?? '', 'base64url');
	const given = await derive(
		password,
		Buffer.from(salt ?? '', 'base64url'),
		{ N: Number(N), r: Number(r), p: Number(p) },
		right.length,
	);
	return timingSafeEqual(given, right) && stored !== null;
}

const nobody = ['scrypt', cost.N, cost.r, cost.p, 'A'.repeat(22), 'A'.repeat(43)].join('$');

/** Passwords that are tried at this moment in this process. */
let trying = 0;
/** More at once than people who sign in to one house. */
const most = 12;

/**
 * While so many passwords are tried that most of them are guesses, no further one is looked at, unless it may wait: Problem
 * `sign-in.crowded` (429).
 */
export async function whileTrying<R>(mayWait: boolean, work: () => Promise<R>): Promise<R> {
	if (!mayWait && trying >= most) throw new Problem('sign-in.crowded', 429);
	trying++;
	try {
		return await work();
	} finally {
		trying--;
	}
}

const hashes = takeTurns(1);

/** One hash at a time: whoever guesses at many accounts takes half of one core for a while, and not the readers' pages. */
async function inTurn<R>(work: () => Promise<R>): Promise<R> {
	const end = await hashes.take();
	try {
		return await work();
	} finally {
		end();
	}
}

/** The same text typed on two keyboards may differ in bytes: it is normalised first (RFC 8265). */
function derive(password: string, salt: Buffer, { N, r, p }: typeof cost, length: number): Promise<Buffer> {
	return inTurn(
		() =>
			new Promise((resolve, reject) => {
				scrypt(password.normalize('NFC'), salt, length, { N, r, p, maxmem: 64 * 1024 * 1024 }, (error, key) =>
					error ? reject(error) : resolve(key),
				);
			}),
	);
}
