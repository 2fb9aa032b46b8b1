import type { LinkPlace, VariantShape } from '#publishing/variant-shape.ts';

/** How a variant is laid out, from its row. */
export const shapeOf = (row: { link_place: string; layout: string; comment: string; alts: unknown }): VariantShape => ({
	linkPlace: row.link_place as LinkPlace,
	thread: row.layout === 'thread',
	comment: row.comment,
	alts: (row.alts ?? {}) as Record<string, string>,
});
