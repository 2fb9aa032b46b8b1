import { createHash } from 'node:crypto';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { storePicture } from '#media/server/index.ts';
import type { PostRow } from '#publishing/post-file.ts';
import { mayShare } from '#publishing/policy.ts';
import { sameWords } from '#publishing/same-words.ts';
import { keepDraft } from '#publishing/server/commands/keep-draft.ts';
import { fetchPicture } from '#publishing/server/fetch-picture.ts';
import { listAccounts } from '#publishing/server/queries/list-accounts.ts';

/** What became of a row, or would become of it. */
export interface RowReport {
	line: number;
	text: string;
	/** `new`: a draft is made. `known`: this very row was brought in before. `refused`: nothing is made of it, for `problem`. */
	outcome: 'new' | 'known' | 'refused';
	accounts: string[];
	due: Date | null;
	slot: boolean;
	problem: Problem | null;
}

/** Pictures that one file may name, and bytes of those of one row. */
const mostPictures = 60;
const mostBytes = 60 * 1024 * 1024;

const ImportDrafts = z.object({
	rows: z.custom<PostRow[]>(Array.isArray),
	/** True: it is said what would happen, and nothing is kept. */
	dryRun: z.boolean(),
	/** True: somebody has read that the same words went out not long ago. */
	anyway: z.boolean().default(false),
});

/**
 * Makes a draft of each row, row by row: what is refused does not hold up the others, and a row that was brought in before is left
 * alone, so that the same file does no harm twice. Looking first does everything and takes it back.
 */
export async function importDrafts(ctx: Ctx, input: z.input<typeof ImportDrafts>): Promise<RowReport[]> {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const { rows, dryRun, anyway } = checkInput(ImportDrafts, input);
	if (rows.reduce((sum, { pictures }) => sum + pictures.length, 0) > mostPictures)
		throw new Problem('post-file.too-many-pictures', 422, { most: mostPictures });
	const { accounts } = await listAccounts(ctx, {});
	const reports: RowReport[] = [];
	const accepted: { accounts: number[]; text: string }[] = [];
	for (const row of rows) {
		const report: RowReport = {
			line: row.line,
			text: row.text,
			outcome: 'refused',
			accounts: [],
			due: row.time instanceof Date ? row.time : null,
			slot: row.time === 'slot',
			problem: null,
		};
		reports.push(report);
		try {
			const chosen = chooseAccounts(row, accounts);
			report.accounts = chosen.map(({ title, name }) => `${title} · ${name}`);
			const ids = chosen.map(({ id }) => id);
			const again = accepted.some(
				(one) => sameWords(one.text, row.text) && one.accounts.some((id) => ids.includes(id)),
			);
			if (again && !anyway && row.time !== 'none') throw new Problem('post-file.row-twice', 409);
			const make = { row, accounts: ids, pictures: await fetchAll(ctx, row.pictures), anyway };
			report.outcome = await (dryRun ? rehearse(ctx, make) : makeDraft(ctx, make));
			accepted.push({ accounts: ids, text: row.text });
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			report.problem = error;
		}
	}
	return reports;
}

/** One after the other, so that no file makes this house ask for everything at once. */
async function fetchAll(ctx: Ctx, addresses: readonly string[]): Promise<Buffer[]> {
	const pictures: Buffer[] = [];
	let bytes = 0;
	for (const address of addresses) {
		const picture = await fetchPicture(ctx, address);
		bytes += picture.length;
		if (bytes > mostBytes) throw new Problem('picture.too-large', 413, { megabytes: mostBytes / 1024 / 1024 });
		pictures.push(picture);
	}
	return pictures;
}

interface Make {
	row: PostRow;
	accounts: number[];
	pictures: Buffer[];
	anyway: boolean;
}

async function makeDraft(ctx: Ctx, { row, accounts, pictures, anyway }: Make): Promise<'new' | 'known'> {
	if (row.time === 'wrong') throw new Problem('post-file.time-wrong', 422);
	const key = keyOf(row);
	const known = await ctx.db.selectFrom('publishing.draft').select('id').where('key', '=', key).executeTakeFirst();
	if (known) return 'known';
	const ids: number[] = [];
	for (const [index, bytes] of pictures.entries())
		ids.push((await storePicture(ctx, { bytes, alt: row.descriptions[index] ?? '' })).id);
	const alts = Object.fromEntries(
		ids.flatMap((id, index) => (row.descriptions[index] ? [[String(id), row.descriptions[index]]] : [])),
	);
	await keepDraft(ctx, {
		key,
		text: row.text,
		target: row.link,
		hashtags: row.hashtags,
		labels: row.labels,
		campaign: row.campaign,
		pictures: ids,
		variants: accounts.map((account) => ({ account, text: null, comment: row.comment, alts })),
		...(row.time instanceof Date
			? { when: 'at' as const, at: row.time }
			: { when: row.time === 'slot' ? ('slot' as const) : ('none' as const) }),
		anyway,
	});
	return 'new';
}

/** Carries what a rehearsal led to out of the transaction that is taken back. */
class Rehearsed extends Error {
	readonly outcome: 'new' | 'known';
	constructor(outcome: 'new' | 'known') {
		super('rehearsed');
		this.outcome = outcome;
	}
}

const takeBack = command(z.object({ make: z.custom<Make>() }), async (ctx, { make }): Promise<never> => {
	throw new Rehearsed(await makeDraft(ctx, make));
});

async function rehearse(ctx: Ctx, make: Make): Promise<'new' | 'known'> {
	try {
		return await takeBack(ctx, { make });
	} catch (error) {
		if (error instanceof Rehearsed) return error.outcome;
		throw error;
	}
}

type Account = Awaited<ReturnType<typeof listAccounts>>['accounts'][number];

/** The accounts that a row means, by their name, their network's title or its plain name; every account when it names none. */
function chooseAccounts({ accounts: named }: PostRow, all: readonly Account[]): Account[] {
	if (!named.length) return [...all];
	const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
	const chosen = new Set<Account>();
	for (const one of named) {
		const found = all.filter(({ name, title, network }) =>
			[name, title, network, `${title}·${name}`, `${network}:${name}`].some((known) => plain(known) === plain(one)),
		);
		if (!found.length) throw new Problem('post-file.account-unknown', 422, { name: one.slice(0, 80) });
		for (const account of found) chosen.add(account);
	}
	return [...chosen];
}

/** The same row is the same draft, whoever brings it in and however often. */
function keyOf(row: PostRow): string {
	const { line: _line, ...said } = row;
	return `csv${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 36)}`;
}
