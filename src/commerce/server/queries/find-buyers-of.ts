import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Which of these members bought a product, named as conversations name it (`product:3`): an order of theirs has it, was paid, and was not
 * wholly given back. Nothing is noted: an order that comes later, is matched later or is refunded says so by itself.
 */
export async function findBuyersOf(
	ctx: Ctx,
	subject: string,
	members: readonly number[],
): Promise<ReadonlySet<number>> {
	const product = /^product:(\d+)$/.exec(subject)?.[1];
	if (!product || !members.length) return new Set();
	const { rows } = await sql<{ member: number }>`
		select distinct o.member from commerce.order o
		where o.member = any(${[...members]}::bigint[])
			and exists (
				select from commerce.order_item i join commerce.product p on p.sku = i.sku
				where i."order" = o.id and p.id = ${Number(product)}::bigint
			)
			and (select sum(e.amount) from commerce.order_entry e where e."order" = o.id) > 0`.execute(ctx.db);
	return new Set(rows.map(({ member }) => Number(member)));
}
