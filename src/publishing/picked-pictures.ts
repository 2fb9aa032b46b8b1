import type { Limits } from '#network/limit.ts';

/** Of the pictures of a draft, in their order, those that a network takes: none where it takes none, never more than it may. */
export const picturesFor = <P>(limits: Limits, pictures: readonly P[]): P[] =>
	limits.pictures ? pictures.slice(0, limits.pictures.most) : [];
