import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { Problem } from '#platform/problem.ts';
import type { Item } from '#transfer/item.ts';
import { memberOfGhost } from '#transfer/ghost/ghost-item.ts';

/**
 * The members of a site as Ghost exports them, in CSV. Whether they were subscribed there comes along as it is written;
 * nobody is subscribed here by it. Throws Problem `transfer.broken` with the line.
 */
export async function* readMembers(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Item> {
	const parser = parse({
		columns: true,
		bom: true,
		relax_column_count: true,
		skip_empty_lines: true,
		max_record_size: 100_000,
	});
	const rows = Readable.from(pieces)
		.on('error', (error) => parser.destroy(error))
		.pipe(parser);
	try {
		for await (const row of rows as AsyncIterable<Record<string, string>>) {
			const {
				id,
				email = '',
				name = '',
				subscribed_to_emails = '',
				created_at = '',
				labels = '',
				tiers = '',
				complimentary_plan = '',
			} = row;
			yield memberOfGhost({
				id,
				email,
				name,
				created_at,
				labels,
				subscribed: /^true$/i.test(subscribed_to_emails),
				status: tiers || /^true$/i.test(complimentary_plan) ? 'paid' : 'free',
			});
		}
	} catch (error) {
		if (error instanceof Problem || !(error as { code?: string }).code?.startsWith('CSV_')) throw error;
		throw new Problem('transfer.broken', 422, { line: parser.info.lines, column: 0 });
	}
}

/** True for the head of a list of members. */
export const isMembersHead = (begin: string): boolean => {
	const [head = ''] = begin.split(/\r?\n/, 1);
	return /(?:^|,)"?email"?(?:,|$)/.test(head) && /subscribed_to_emails|created_at|stripe_customer_id/.test(head);
};
