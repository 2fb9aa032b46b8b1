import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { authorize } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { delimiterOf } from '#platform/read-sheet.ts';
import {
	answerColumns,
	answersIn,
	columnsOf,
	listColumns,
	personOf,
	type ListedPerson,
	type ListHeadings,
} from '#membership/member-list.ts';
import { mayImportList } from '#membership/policy.ts';
import { findFields } from '#membership/server/find-fields.ts';
import { importBatch, type ImportTerms } from '#membership/server/import-batch.ts';

/** People that are kept in one transaction. */
const batch = 1000;
/** Findings that are told one by one. */
const mostFindings = 100;

/** What became of a list. */
export interface ImportReport {
	rows: number;
	fresh: number;
	/** Were members already, or stand twice in the list. */
	known: number;
	/** Rows that say they agreed to mail. */
	agreed: number;
	wrong: number;
	/** The first things that could not be read: the line, the column, and a key of the catalogue (`field.KEY`). */
	findings: { line: number; column: string; key: string }[];
	/** Questions of the house that the list answers, and headings that nobody understood. */
	fields: string[];
	unused: string[];
}

export interface ImportOptions extends ImportTerms {
	/** True: only looks; nothing is kept. */
	dry?: boolean;
	/** Refuses longer lists by Problem `list.too-long`. */
	most?: number;
	/** How the list calls its columns. A heading that it does not have is Problem `list.no-column` (422). */
	headings?: ListHeadings;
	/** Called after each batch. */
	tell?(report: ImportReport): void;
}

/**
 * Brings a list of members in from CSV (commas, semicolons or tabs; UTF-8 or Big5), a batch at a time: after a
 * crash or a broken place the same file goes on where it stopped, without doubles. A wrong row is told and left out. Throws Problem
 * `list.no-email`, `list.broken`, `list.too-long` (422). Not to be called inside a command.
 */
export async function importMemberList(
	ctx: Ctx,
	open: () => AsyncIterable<Buffer>,
	options: ImportOptions,
): Promise<ImportReport> {
	authorize(ctx.actor, 'member.import-list', mayImportList, null);
	const encoding = await encodingOf(open);
	const { text, delimiter } = await begin(decode(open(), encoding));
	const report: ImportReport = {
		rows: 0,
		fresh: 0,
		known: 0,
		agreed: 0,
		wrong: 0,
		findings: [],
		fields: [],
		unused: [],
	};
	const parser = Readable.from(text).pipe(
		parse({
			bom: true,
			delimiter,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			max_record_size: 100_000,
		}),
	);
	let columns: ReturnType<typeof columnsOf> = null;
	let asked: ReturnType<typeof answerColumns> = [];
	const fields = await findFields(ctx);
	const note = (finding: ImportReport['findings'][number]): void => {
		if (report.findings.length < mostFindings) report.findings.push(finding);
	};
	let people: ListedPerson[] = [];
	const keep = async (): Promise<void> => {
		const { fresh, known } = options.dry
			? await countKnown(ctx, people)
			: await importBatch(ctx, { people, terms: { consent: options.consent } });
		report.fresh += fresh;
		report.known += known;
		people = [];
		options.tell?.(report);
	};
	try {
		for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
			if (!columns) {
				checkHeadings(record, options.headings);
				columns = columnsOf(record, options.headings);
				if (!columns) throw new Problem('list.no-email', 422);
				asked = answerColumns(record, fields, options.headings);
				report.fields = asked.map(({ field }) => field.name);
				report.unused = unusedOf(record, columns, asked);
				continue;
			}
			report.rows++;
			if (options.most && report.rows > options.most) throw new Problem('list.too-long', 422, { most: options.most });
			const person = personOf(record, columns);
			if ('key' in person) {
				report.wrong++;
				note({ line: info.lines, ...person });
				continue;
			}
			if (person.mail) report.agreed++;
			const { answers, wrong } = answersIn(record, asked);
			// An answer that cannot be read is left out; the person is brought in.
			for (const one of wrong) note({ line: info.lines, ...one });
			if (people.push({ ...person, answers }) >= batch) await keep();
		}
	} catch (error) {
		if (error instanceof Problem || !(error as { code?: string }).code?.startsWith('CSV_')) throw error;
		throw new Problem('list.broken', 422, { line: Number((error as { lines?: number }).lines ?? 0) });
	}
	if (people.length) await keep();
	if (!columns) throw new Problem('list.no-email', 422);
	return report;
}

/** Whoever says how a column is called must have it. Throws Problem `list.no-column` (422). */
function checkHeadings(headings: readonly string[], called: ListHeadings = {}): void {
	const plain = (heading: string): string => heading.normalize('NFKC').trim().toLowerCase();
	for (const name of Object.values(called))
		if (name.trim() && headings.every((heading) => plain(heading) !== plain(name)))
			throw new Problem('list.no-column', 422, { name: name.trim() });
}

/** Headings that nobody understood. */
function unusedOf(
	headings: readonly string[],
	columns: NonNullable<ReturnType<typeof columnsOf>>,
	asked: ReturnType<typeof answerColumns>,
): string[] {
	const used = new Set([...listColumns.map((column) => columns[column]), ...asked.map(({ at }) => at)]);
	return headings
		.filter((heading, at) => heading.trim() && !used.has(at))
		.map((heading) => heading.trim().slice(0, 60))
		.slice(0, 60);
}

/** UTF-8, or Big5 where it is none: what a spreadsheet of Taiwan saves when it is not asked. Throws Problem `sheet.encoding` (422). */
async function encodingOf(read: () => AsyncIterable<Buffer>): Promise<'utf-8' | 'big5'> {
	for (const encoding of ['utf-8', 'big5'] as const) {
		const decoder = new TextDecoder(encoding, { fatal: true });
		try {
			for await (const chunk of read()) decoder.decode(chunk, { stream: true });
			decoder.decode();
			return encoding;
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
		}
	}
	throw new Problem('sheet.encoding', 422);
}

async function* decode(chunks: AsyncIterable<Buffer>, encoding: 'utf-8' | 'big5'): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
	yield decoder.decode();
}

/** Looks at the first line to see what parts its cells; the text begins there again. */
async function begin(pieces: AsyncGenerator<string>): Promise<{ text: AsyncGenerator<string>; delimiter: string }> {
	let head = '';
	while (!head.includes('\n') && head.length < 65_536) {
		const { done, value } = await pieces.next();
		if (done) break;
		head += value;
	}
	return {
		delimiter: delimiterOf(head),
		text: (async function* () {
			yield head;
			yield* pieces;
		})(),
	};
}

async function countKnown(ctx: Ctx, people: readonly ListedPerson[]): Promise<{ fresh: number; known: number }> {
	const emails = [...new Set(people.map(({ email }) => email))];
	const rows = await ctx.db.selectFrom('membership.member').select('id').where('email', 'in', emails).execute();
	const fresh = emails.length - rows.length;
	return { fresh, known: people.length - fresh };
}
